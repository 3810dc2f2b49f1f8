"""Charges, invoices, payments, refunds, fees, plans."""

from keywords.terms.table import WeightedTable

BILLING: WeightedTable = {
    "en": {
        4: """
            invoice, invoices, invoiced, invoicing, refund*, reimburse*, money back, chargeback*, overcharg*,
            double charg*, (charged|billed|debited|paid|pay) (me|us|) (twice|double|again|extra), charged extra,
            extra charge*, (wrongly|incorrectly|unexpectedly) (charged|billed),
            (charged|billed) .. (twice|two times), unauthorized charge*, direct debit, credit note,
            unknown (charge|charges|payment|transaction), duplicate (charge|charges|payment|transaction),
            (exchange|interest|minimum) (fee|payment), late fee*,
            billing (question|issue|problem|error|address|cycle|period|department|details|information|inquiry|
                statement),
            payslip deduction, payment .. not (do|make|recogni*), payment plan*, pricing plan*, minimum payment,
            exchange rate, (wrong|incorrect) amount, bill payment, bill due
        """,
        3: """
            bill, bills, billed, charge, charges, charged, charging, fee, fees, payment, payments, subscription,
            subscriptions, receipt, receipts, price, prices, pricing, pay, paying, paid, statement, vat,
            tax invoice, discount*, coupon*, promo code, voucher*, installment*, instalment*, overdue,
            (annual|monthly|yearly) plan, quote, quotation, purchase order,
            how much (does|do|will|is) .. (cost|costs|pay), debited, surcharge*, pro rata, prorated
        """,
        2: """
            billing, cost, costs, transaction, transactions, withdrawal, plan, plans, renewal, renew, renewed,
            upgrade to, downgrade, trial, balance due, amount, credit card, debit card, money, cash, dollars, euros,
            pounds, purchase*, upgrade plan, dispute*, accounts payable, accountant, budget, finance charge,
            due date, unsubscribe*, tariff, tariffs
        """,
        1: "paypal, stripe, extra, expensive, cheaper, usd, eur, gbp, bought, seats",
    },
    "de": {
        4: """
            *rechnung, *rechnungen, rechnungs*, (doppelt|zweimal) .. (abgebucht|berechnet|belastet|bezahlt),
            abgebucht, *abbuchung, abbuchungen, erstatt*, *erstattung, ruckerstatt*, gutschrift*, lastschrift*,
            mahnung*, storno*, uberwiesen, geld zuruck
        """,
        3: """
            *gebuhr, *gebuhren, *zahlung, *zahlungen, zahlungs*, bezahl*, abonnement*, abo, abos, berechnet,
            belastet, preis, preise, *kosten, pauschale, *pauschale, rabatt*, gutschein*, *betrag, *beitrag,
            quittung*, mehrwertsteuer, tarif, tarife
        """,
        2: """
            kreditkarte, kundigung, kundigen, uberweisung*, vertrag*, angebot, kosten, kostet, euro
        """,
    },
    "es": {
        4: """
            factura, facturas, facturacion, facturado, reembols*, devolucion del dinero,
            (cobraron|cobrado|cobro|cobran|cargaron) .. (dos veces|doble), cobro duplicado, cargo duplicado,
            nota de credito, devolver .. dinero
        """,
        3: """
            cobro, cobros, cobraron, cobrado, cobrar, cobran, cargo, cargos, pago, pagos, pagar, pague, pagado,
            suscripcion*, tarifa, tarifas, precio, precios, recibo, recibos, descuento*, comision, comisiones,
            cuota, cuotas, presupuesto
        """,
        2: """
            dinero, importe, monto, plan, planes, tarjeta de credito, transferencia, devuelvan, saldo, coste, costo
        """,
    },
    "fr": {
        4: """
            facture, factures, facturation, facture deux fois, rembours*,
            (debite|debitee|preleve|prelevee) .. (deux fois|double), prelevement*, avoir sur, note de credit,
            double paiement, trop percu
        """,
        3: """
            debite, debitee, preleve, paiement, paiements, payer, paye, payee, abonnement*, frais, tarif, tarifs,
            prix, recu de paiement, remise, reduction, echeance, cotisation, forfait, devis
        """,
        2: "argent, montant, carte bancaire, carte de credit, virement, solde, cout, couts",
    },
    "pt": {
        4: """
            fatura, faturas, faturamento, faturacao, estorno*, reembols*,
            (cobrado|cobrada|cobraram|cobranca) .. (duas vezes|duplicidade|dobro), cobranca indevida, boleto*,
            nota fiscal, dinheiro de volta
        """,
        3: """
            cobrado, cobrada, cobraram, cobranca, cobrancas, pagamento, pagamentos, pagar, paguei, assinatura, taxa,
            taxas, preco, precos, recibo, desconto*, mensalidade, anuidade, tarifa, orcamento
        """,
        2: """
            dinheiro, valor, plano, planos, cartao de credito, transferencia, saldo, debito, custo
        """,
    },
}
