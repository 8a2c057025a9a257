customers-title = Customers
customers-search = Search name, address, number
customers-new = New customer
customers-name = Name
customers-contact = Contact
customers-emails = Mail addresses
customers-phones = Telephone numbers
customers-many-help = one a line
customers-language = Language of answers
customers-language-en = English
customers-language-zh = Chinese
customers-zone = Time zone
customers-zone-help = their time beside ours, such as Australia/Melbourne
customers-zone-now = there it is { $there }
customers-country = Country or region
customers-country-unknown = unknown
customers-country-help = A state declared for a region reaches the cases of its customers.
customers-long-term = Long-term since
customers-long-term-help = surveyed at least once in six months (HX-17)
customers-no-surveys = Wants no surveys
customers-no-surveys-help = shown as exempt, never asked
customers-open-cases =
    { $n ->
        [0] no open case
        [one] one open case
       *[other] { $n } open cases
    }
customers-orders-count =
    { $n ->
        [0] no order
        [one] one order
       *[other] { $n } orders
    }
customers-long-term-tag = long-term
customers-no-contract = without a signed contract
customers-save = Save
customers-cancel = Cancel
customers-edit = Edit
customers-saved = Saved: { $name }
customers-facts = Facts
customers-contracts = Contracts
customers-contract-number = Number
customers-contract-signed = Signed
customers-contract-completed = Completed
customers-contract-add = Add contract
customers-orders = Orders
customers-order-number = Number
customers-order-goods = Goods
customers-order-contract = Contract
customers-order-customised = Customised
customers-order-ordered = Ordered
customers-order-received = Received
customers-order-completed = Completed
customers-order-add = Add order
customers-none = none
customers-cause-completes = Saving it completes the order. The policy then says whether a survey falls due (HX-15, HX-17); it stands below once it does.
customers-cause-exempt = The customer wants no surveys, so none falls due.
customers-cases = Cases
customers-cases-empty = No case yet.
customers-surveys = Surveys
customers-surveys-empty = None is owed and none was sent.
customers-more = More
customers-empty = No customer yet
customers-empty-say = Customers are typed in, or tied to a case from its facts.
customers-no-hit = No customer says “{ $text }”
customers-no-hit-say = The search looks at names, mail addresses and telephone numbers.
customers-clear = Clear search
customers-choose = Choose a customer
customers-choose-say = Their facts, contracts, orders and cases stand here.
customers-bad-name = A name is needed.
customers-bad-email = “{ $value }” is no mail address.
customers-bad-zone = No time zone of that name. Choose one of the list.
customers-bad-day = Write the day as 2026-11-25.
customers-bad-number = A number is needed, it stands on forms.
customers-bad-received = Received before it was ordered.
customers-bad-completed = Completed before it was ordered.
customers-bad-signed = Completed before it was signed.
customers-failed = The customers could not be fetched.
customers-failed-one = The customer could not be fetched.
customers-yes = yes
customers-row-edit = Edit { $number }
customers-back = Customers
act-customer-search = Search customers
act-customer-new = New customer
act-customer-edit = Edit the customer’s facts
