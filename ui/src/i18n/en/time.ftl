# Lengths, lateness and waiting, as LOOK.md words them. Figures come as text, ready to show.
time-min = { $m } min
time-hours = { $h } h
time-hour-min = { $h } h { $m } min
time-min-short = { $m } m
time-hours-short = { $h } h
time-hour-min-short = { $h } h { $m } m
time-days = { $d } d
time-min-sec = { $m } min { $s } s
time-sec = { $s } s
time-amount = { $h } h { $m }
time-left = { $length } left
time-late = { $length } late
time-late-chip = { $length } late
time-just-late = just late
time-kept = in time
time-kept-late = kept, { $length } late
time-kept-late-chip = kept, { $length } late
time-kept-just-late = kept, just late
time-kept-just-late-chip = kept, just late
time-cancelled = not owed
time-paused = paused { $length }, { $whom }
time-paused-chip = { $length }, { $whom }
time-no-due = no date yet
time-chip-with-due = { $chip }, { $due }
time-for-customer = customer
time-for-carrier = carrier
time-for-force-majeure = force majeure
time-for-details = missing details
time-for-solved = solved
time-business-days =
    { $d ->
        [one] { $d } business day
       *[other] { $d } business days
    }
time-natural-days =
    { $d ->
        [one] { $d } day
       *[other] { $d } days
    }
time-there = { $time } { $city }, { $part }
time-part-night = night
time-part-morning = morning
time-part-noon = midday
time-part-afternoon = afternoon
time-part-evening = evening

# On a band across a part that failed.
part-retry = Try again
