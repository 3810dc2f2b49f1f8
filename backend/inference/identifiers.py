"""Whether characters are a key, or the number of a card, a bank account or a telephone, and where it ends.

Each takes what a loose pattern found and returns how many characters at its start are it; 0 if none are.
More may have been found than that: the security code after a card, the words after an account.
"""

import re
from collections.abc import Iterator

# Characters of an IBAN by country, from the registry of SWIFT (ISO 13616).
_IBAN_LENGTHS = {
    country: int(length)
    for country, length in re.findall(
        r"([A-Z]{2})(\d\d)",
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 "
        "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 "
        "KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 "
        "PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
        "UA29 VA22 VG24 XK20 YE30",
    )
}

# Issuers' leading digits and the digits that follow: Visa, Mastercard, American Express, Diners, Discover, JCB,
# UnionPay and Maestro (ISO/IEC 7812). Without them every tenth order number of that length would be a card.
_CARD = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[689]\d)\d{11}|6(?:011|4[4-9]\d|5\d\d)\d{12}|35\d{14}|62\d{14,17}|(?:50|5[6-9]|6[37])\d{11,17}"
)

_DATE = re.compile(r"(?:0[1-9]|[12]\d|3[01])([ -])(?:0[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)")
_RANDOM = re.compile(r"[A-Za-z0-9]{16}")
_GOES_ON = re.compile(r"-?\w")


def key_length(found: str) -> int:
    """All of it, if a part is as long as no word is: "sk-learn-and-other-libraries" is no key."""
    return len(found) if _RANDOM.search(found) else 0


def iban_length(found: str) -> int:
    """By the country's length and the check digits of ISO 13616."""
    wanted = _IBAN_LENGTHS.get(found[:2].upper(), 0)
    end = next((end for count, end in _ends(found) if count == wanted), 0)
    code = found[:end].replace(" ", "").upper()
    goes_on = found[end : end + 1].isalnum()
    if not end or goes_on or int("".join(str(int(char, 36)) for char in code[4:] + code[:4])) % 97 != 1:
        return 0
    return end


def card_length(found: str) -> int:
    """The longest beginning that an issuer could have given and whose check digit is right (Luhn)."""
    digits = found.replace(" ", "").replace("-", "")
    for count, end in reversed(list(_ends(found))):
        number = digits[:count]
        if count >= 13 and not _GOES_ON.match(found, end) and _CARD.fullmatch(number) and _luhn(number):
            return end
    return 0


def phone_length(found: str) -> int:
    """All of it, if it has as many digits as a telephone number and is no date."""
    digits = sum(map(str.isdecimal, found))
    return len(found) if 8 <= digits <= 15 and not _DATE.match(found) else 0


def _ends(found: str) -> Iterator[tuple[int, int]]:
    """(how many letters and digits up to there, where they end), for each letter and digit."""
    return enumerate((at for at, char in enumerate(found, start=1) if char.isalnum()), start=1)


def _luhn(digits: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812-1)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
