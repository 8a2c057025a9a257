# Calendars: the week, the year, what an edit would move, and who revised what.

act-go-calendars = Go to calendars
act-calendar-save = Save the calendar
act-calendar-redo = Redo
act-calendar-view = Week or year
act-calendar-previous = The year before
act-calendar-next = The year after
act-calendar-import = Import holidays (.ics, CSV)
act-calendar-own = Back to the pack’s own calendar
act-calendar-zone = Change the time zone…
act-calendar-back = Back to the calendars

calendar-way = Way back
calendar-policies = Policies
calendar-list = Calendars
calendar-list-failed = The calendars could not be fetched.
calendar-list-empty = No calendar yet
calendar-list-empty-say = Each policy brings its calendars with it.
calendar-title = Calendar
calendar-pack = Policy
calendar-zone = Time zone
calendar-by-clock = { $city } time
calendar-zone-now = in force
calendar-zone-search = Search by city, zone or offset
calendar-zone-example = Such as Berlin, China, UTC+8
calendar-zone-none = No zone is called so.
calendar-zone-found = { $n ->
    [one] One zone
   *[other] { $n } zones
}
calendar-zone-take = Take { $city }
calendar-zone-says = Hours and days stay as they are written, by the clock there. What moves is rehearsed before you save.
calendar-deadlines = Open deadlines
calendar-state = State
calendar-packs-own = the pack’s own
calendar-revised = revision { $n }, since { $day }
calendar-lacks = { $year } has no published holidays
calendar-failed = The calendar could not be fetched.
calendar-edits-failed = Your unsaved changes could not be fetched; until then nothing is changed over them.

calendar-week = Week
calendar-year = Year
calendar-import = Import .ics, CSV
calendar-more-acts = More
calendar-revision = revision { $n }
calendar-undo = Undo
calendar-unsaved = { $n ->
    [one] one unsaved change
   *[other] { $n } unsaved changes
}
calendar-year-only = This turns the year view.
calendar-is-own = It is the pack’s own already.
calendar-nothing-to-save = Nothing is changed.
calendar-nothing-to-redo = Nothing to redo.
calendar-never = The week needs at least one opening
calendar-settle-first = Somebody saved meanwhile: choose above first.
calendar-wait-rehearsal = The rehearsal comes first: what moves is said before it is saved.

calendar-year-missing = { $year } has no published holidays yet. Deadlines after 31 December { $before } count ordinary weeks and are marked as such.
calendar-year-begun = { $year } has no published holidays yet; some days of it are entered here. Deadlines there stay marked until you say the year is complete.
calendar-add-year = Add { $year }
calendar-year-full = { $year } is complete
calendar-year-full-help = All public holidays of the year are entered; deadlines there are not marked any more.
calendar-year-open = { $year } is not complete
calendar-year-published = { $year } as published
calendar-year-entered = { $year } entered here
calendar-year-unknown = { $year }: ordinary weeks

calendar-key-closed = closed, holiday
calendar-key-own = own hours, make-up day 班
calendar-key-desk = the desk’s change
calendar-key-edit = not saved yet

calendar-today = today
calendar-closed = closed
calendar-as-usual = as usual, { $hours }
calendar-named = { $day } ({ $name })
calendar-usually = usually { $hours }
calendar-desk-change = the desk’s change
calendar-unsaved-was = not saved, was { $was }
calendar-day-is = This day is
calendar-kind-usual = As usual
calendar-kind-closed = Closed
calendar-kind-own = Own hours
calendar-hours = Hours
calendar-hours-help = Such as 9–12, 13–21. Past midnight: 22–6.
calendar-hours-wrong = Write hours as 9–12, 13–21; none may overlap.
calendar-day-name = What the day is called
calendar-optional = optional

calendar-week-grid = Hours of the weekdays
calendar-week-how = Drag over empty hours to open them, an edge to resize, the middle to move; past midnight drag into the row below. Keys: arrows move, Shift extends, Enter opens, Delete closes, a figure types.
calendar-week-sum = { $h } h { $m } a week
calendar-days-to = { $from } to { $to }
calendar-cursor = { $day }, { $hours }, { $open ->
    [yes] open
   *[no] closed
}
calendar-row-says = { $day }: { $hours }
calendar-hours-of = Hours of { $day }
calendar-tail = till { $to } from { $day }
calendar-was = was { $hours }
calendar-pack-has = the pack has { $hours }

calendar-side = Beside the calendar
calendar-rehearsal = Rehearsal
calendar-revisions = Revisions
calendar-rehearsal-idle = Change a day or an hour: which open deadlines would move, and from when to when, stands here before you save.
calendar-rehearsing = Counting what moves
calendar-rehearsal-stopped = Rehearsal stopped
calendar-rehearsal-failed = The rehearsal did not come to its end.
calendar-rehearse-again = Rehearse again
calendar-progress = { $done } of { $total }
calendar-stop = Stop
calendar-none-moves = No deadline moves
calendar-moves = { $n ->
    [one] One deadline moves
   *[other] { $n } deadlines move
}, { $late ->
    [0] none becomes late by it
    [one] one becomes late by it
   *[other] { $late } become late by it
}
calendar-later-earlier = { $later ->
    [0] All earlier.
   *[other] { $later } later, { $earlier } earlier.
}
calendar-only-open = Only open clocks follow; met and late ones keep theirs.
calendar-looked = { $n ->
    [one] One open deadline
   *[other] { $n } open deadlines
} looked at.
calendar-moves-list = Deadlines that move
calendar-move = { $party }, { $label }, { $clock }: from { $from } to { $to }
calendar-move-late = { $party }, { $label }, { $clock }: from { $from } to { $to }, late by it
calendar-late-by-it = late by it
calendar-hidden = paused
calendar-while-paused = shows when it goes on
calendar-later-by = { $length } later
calendar-earlier-by = { $length } earlier
calendar-change = { $day }: { $to }
calendar-change-year = { $year }: public holidays complete, or not any more
calendar-change-zone = Time zone: { $from } → { $to }
calendar-more-changes = { $n } more
calendar-fewer = Fewer
calendar-more = and { $n } more
calendar-surveys-move = { $n ->
    [one] One survey’s days move
   *[other] Days of { $n } surveys move
}
calendar-surveys-stay = Survey dates do not move.

calendar-reason = Reason
calendar-reason-example = Such as: closed for stocktaking
calendar-reason-needed = Write why: it stays with the revision.
calendar-discard = Discard
calendar-discarded = Changes discarded
calendar-save = Save revision { $n }
calendar-saved = Revision { $n } is in force. { $moved ->
    [0] No deadline moved.
    [one] One deadline moved.
   *[other] { $moved } deadlines moved.
}

calendar-counts = Counts
calendar-open-deadlines = { $n ->
    [0] no open deadline
    [one] one open deadline
   *[other] { $n } open deadlines
}
calendar-source = Holidays
calendar-source-more = Where they come from
calendar-in-force = in force
calendar-first-revision = As { $pack } has it
calendar-reason-erased = The reason was erased.

calendar-conflict = { $by } saved revision { $n } meanwhile: “{ $reason }”. { $mine ->
    [one] Your change stands on the one before.
   *[other] Your { $mine } changes stand on the one before.
}
calendar-conflict-pack = The pack has another calendar by now. { $mine ->
    [one] Your change stands on the one before.
   *[other] Your { $mine } changes stand on the one before.
}
calendar-resumed = { $n ->
    [one] Your change
   *[other] Your { $n } changes
} of { $at } { $n ->
    [one] is
   *[other] are
} here again, not in force yet.
calendar-resume = Continue
calendar-kept = { $n ->
    [one] Your change is
   *[other] Your { $n } changes are
} kept for you here, not in force yet.
calendar-keep-mine = Put mine on top
calendar-take-theirs = Take theirs
calendar-took-theirs = Theirs taken
calendar-both-changed = Changed by both
calendar-mine = Mine
calendar-theirs = Theirs

calendar-leave-title = { $n ->
    [one] One change is not saved
   *[other] { $n } changes are not saved
}
calendar-leave = Leave without saving
calendar-leave-says = They are gone once you leave.
calendar-leave-how = Cancel stays here; { $key } saves.

calendar-import-title = Import days
calendar-import-year = Add { $year }
calendar-import-none = Choose an iCalendar file (.ics), or a table with a date on each line and, if you like, a name and whether it is worked. A file dropped on this window does as well; single days one marks in the year by a click.
calendar-choose-file = Choose a file…
calendar-other-file = Another file…
calendar-encoding = Encoding
calendar-encoding-auto = automatic
calendar-import-empty = No day was found in this file.
calendar-import-says = They become edits; nothing is in force before you save.
calendar-import-days = { $n ->
    [one] One day
   *[other] { $n } days
}
calendar-take-as = Take them as
calendar-as-file = As the file says
calendar-as-holidays = Holidays
calendar-as-workdays = Working days
calendar-workday-hours = Hours of the working days
calendar-years = Years
calendar-so-already = so already
calendar-take-days = { $n ->
    [0] Take them
    [one] Change one day
   *[other] Change { $n } days
}
calendar-problems = { $n ->
    [one] One line can’t be taken
   *[other] { $n } lines can’t be taken
}
calendar-line = line { $line }
calendar-problem-not-a-date = “{ $value }” is no date. Dates are written 2027-02-06.
calendar-problem-ambiguous-day = “{ $value }” may be two dates. Write 2027-02-06.
calendar-problem-impossible-date = There is no { $value }.
calendar-problem-repeats = “{ $value }” repeats. Only its single days can be taken.
calendar-problem-not-all-day = “{ $value }” is a time of day, not a day.
calendar-problem-too-long = “{ $value }” is longer than a year.
calendar-problem-out-of-range = { $value } lies outside the years 1990 to 2099.
calendar-problem-twice = { $value } stands twice with different words.
calendar-problem-no-date = No date on this line: “{ $value }”.
calendar-problem-other = “{ $value }” can’t be taken.
problem-weekly = The hours of the week don’t fit: each opening has a beginning and an end, none overlap, and one weekday opens.
problem-days = A day doesn’t fit: { $day }.
problem-draft = The calendar doesn’t hold together. { $detail }
calendar-drop = Drop a file of holidays
calendar-drop-help = .ics or CSV. You see the days before anything changes.
