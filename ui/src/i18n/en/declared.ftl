# Declared states: peak season, high volume, force majeure; which cases they touch, and both dates of each deadline.

act-go-declared = Go to declared states
act-declare = Declare a peak season, high volume or force majeure
act-policy-declared = Declared states
act-declared-new = Declare a state
act-declared-end = End the declared state, or take it back
act-declared-next = Next declared state
act-declared-previous = The declared state before
act-declared-back = Back to the policies

policy-view-declared = Declared
declared-title = Declared states
declared-detail = The declared state
declared-open = Declare…
declared-failed = The declared states could not be fetched.
declared-empty = Nothing is declared
declared-empty-say = In a peak season, under high volume or force majeure the policies give other dates. Declare it once; the cases are found by rule, and both dates of each deadline are kept.
declared-see = See
declared-all-packs = All policies
declared-all-cases = all

declared-state-planned = planned
declared-state-on = running
declared-state-over = over
declared-state-taken-back = taken back
declared-group-planned = Planned
declared-group-on = Running
declared-group-over = Over
declared-group-taken-back = Taken back

declared-from-to = { $from } to { $to }
declared-from-on = from { $from } on
declared-now = Declared now: { $said }
declared-now-until = { $what } until { $to } ({ $scope })
declared-now-open = { $what }, end open ({ $scope })
declared-bringing = Cases are being brought into line with what is declared
declared-progress = { $done } of { $total }
declared-scope = For
declared-span = When
declared-reason-short = Why
declared-by = Declared
declared-ended-by-hand = Ended
declared-never-was = It was taken back: no case has other dates by it.
declared-again = Declare again…

declared-new = Declare a state
declared-act = Declare
declared-says = Each case that it reaches gets an entry; both dates of a deadline are kept. It can be taken back.
declared-what = What is declared
declared-help-peak = For cases whose notice falls within it. The policy says what moves.
declared-help-high-volume = For cases whose notice falls within it. The policy says what moves.
declared-help-force-majeure = For all open cases, and those that come while it lasts: what may pause, pauses.
declared-pack = Policy
declared-from = From, { $city }
declared-to = To
declared-open-end = empty: end open
declared-from-wrong = A day and time, such as 2026-11-25 09:00
declared-to-wrong = A day and time after the beginning, or nothing
declared-only = Channels, categories, countries:
declared-channels = Cases that came by
declared-categories = Cases about
declared-countries = Cases of customers in
declared-country-add = Add a country or region
declared-country-help = By name or code. Cases whose customer’s country nobody knows are not among them.
declared-country-wrong = There is no country or region “{ $text }”.
declared-country-remove = Take { $country } away
declared-reason = Reason
declared-reason-example = Why, and where: customers may ask
declared-reason-needed = A reason is needed: it stands on each case
declared-done = { $what } declared
declared-taken-back = Taken back: it never was
declared-count-first = What moves is counted first

declared-end-open = End…
declared-change-open = Take back…
declared-end-title = End: { $what }
declared-end = End it
declared-take-back = Take it back
declared-end-says = Cases that have no part in it then get their normal dates back.
declared-when = When it ends
declared-end-now = Now
declared-end-at = At an instant
declared-end-never = Take it back
declared-end-help-now = It ends now. Cases that came in a peak or under high volume keep their dates.
declared-end-help-at = It ends then. Cases that came in a peak or under high volume before that keep their dates.
declared-end-help-never = It ends where it began, as if it had never been: all its cases get their normal dates back.
declared-end-instant = End, { $city }
declared-end-before = A day and time after the beginning
declared-end-after = Before its end of { $to }: to go on longer, declare again
declared-end-reason = Why
declared-optional = may stay empty
declared-ended = { $what } ended
declared-nothing-to-end = Nothing is chosen that could be ended.

declared-preview = What it touches
declared-counting = Counting…
declared-stop = Stop
declared-stopped = Stopped: only what was seen by then.
declared-preview-failed = What it touches could not be counted.
declared-reaches =
    { $cases ->
        [one] Reaches one open case
       *[other] Reaches { $cases } open cases
    }; { $deadlines ->
        [0] no deadline moves
        [one] one deadline moves
       *[other] { $deadlines } deadlines move
    }
declared-leaves =
    { $cases ->
        [one] Changes it for one open case
       *[other] Changes it for { $cases } open cases
    }; { $deadlines ->
        [0] no deadline moves
        [one] one deadline moves
       *[other] { $deadlines } deadlines move
    }
declared-touches =
    { $cases ->
        [one] Touches one open case
       *[other] Touches { $cases } open cases
    }; { $deadlines ->
        [0] no deadline is moved
        [one] one deadline is moved
       *[other] { $deadlines } deadlines are moved
    }
declared-nowhere =
    { $n ->
        [one] One more open case would fit, but nobody knows its customer’s country.
       *[other] { $n } more open cases would fit, but nobody knows their customers’ countries.
    }
declared-none-moves = The policies of these cases give no other dates for it.
declared-none-returns = No open case gets another date by it.
declared-none-reached = No open case is found by this rule. Cases that come later get it as they open.
declared-moves = Deadlines that move
declared-more = and { $n } more
declared-move = { $label }, { $clock }: { $one } { $a }, { $other } { $b }
declared-col-case = Case
declared-col-normal = Normally
declared-col-extended = Extended
declared-col-as-declared = As declared
declared-col-then = Then
declared-held = held while it lasts
declared-both = { $clock }: normally { $normal }, now { $due }
declared-normally = Normally
declared-normal-by = { $other } ({ $what })
declared-normal-before = { $due }, without the force majeure
declared-normal-all = { $due }, without anything declared
