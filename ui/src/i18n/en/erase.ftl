erase-title = Erase { $name }
erase-act = Erase for good
erase-failed = What would be erased can't be told.
erase-open =
    { $n ->
        [one] One case is still open: what was promised to this person needs their words. Solve it first.
       *[other] { $n } cases are still open: what was promised to this person needs their words. Solve them first.
    }
erase-goes =
    { $cases ->
        [0] Name, addresses, numbers and contacts go, for good.
        [one] Name, addresses, numbers and contacts go, and every message, note, file and form of one case, for good.
       *[other] Name, addresses, numbers and contacts go, and every message, note, file and form of { $cases } cases, for good.
    }
erase-stays = What was done and when stays, without words: the deadlines and whether they were kept can still be proved.
erase-backups =
    { $n ->
        [one] One backup was made before and has the words still; it goes after { $days } days.
       *[other] { $n } backups were made before and have the words still; they go after { $days } days.
    }
erase-name = Type “{ $name }”
erase-other = That is not the name.
erase-done = Erased
customers-erased = Erased person
customers-erased-say = Erased on request, { $when }. Contracts, orders and what was done stay, without words about the person.
act-customer-erase = Erase this person…
event-person-erased = Words and files erased on request
