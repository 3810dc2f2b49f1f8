"""What the categories and priorities mean: the same words for every feature that asks a model for them.

A change here changes every prompt that contains it; their snapshot tests say which versions must go up.
"""

RUBRIC = """\
Categories
- billing: charges, invoices, payments, refunds, fees, prices, plans and their renewal.
- technical: something is broken, slow, failing or behaving wrongly.
- account: signing in, passwords, identity, profile, permissions, users, closing or deleting an account.
- general: everything else: how to do something, questions about the product, wishes, praise.
When two fit, choose what must be solved first: a payment that fails with an error is technical if the error is the \
problem, billing if the money is; a person who cannot sign in is account, unless everybody cannot, which is technical.

Priorities: impact times urgency, never tone. Capital letters, anger and words such as "urgent" or "critical" are not \
evidence by themselves and raise a ticket to high at most.
- critical: production is down for many, data are lost or leaking, security is breached, people are in danger.
- high: one person or a group cannot work and has no way around, money is at stake soon, or a deadline is near.
- medium: something is wrong and there is a way around, or it affects one task. When in doubt, medium.
- low: a question, a wish, a cosmetic fault, or thanks.

Examples
"Our shop has answered 500 to everybody since 9:00 and orders are lost." -> technical, critical
"URGENT!!! please tell me where I find last month's invoice" -> billing, low
"The reset mail for my password never arrives." -> account, medium
"The export crashes each time; the report is due this afternoon." -> technical, high"""
