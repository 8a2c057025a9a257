# Chats that are exported, copied or dropped.

act-import-chat = Import a chat…
saving-import-chat = the chat
chat-title = Import a chat
chat-choose = Choose a file…
chat-paste = Text of the chat
chat-paste-help = Paste what you copied from WhatsApp or WeChat, or choose the exported .txt or .zip.
chat-counts = { $n ->
    [0] No new message
    [one] One new message
   *[other] { $n } new messages
}{ $known ->
    [0] { "" }
    [one] , one known already
   *[other] , { $known } known already
}
chat-from-to = { $from } to { $to }
chat-left-out = Left out: { $what }.
chat-notices = { $n ->
    [one] one notice of the program
   *[other] { $n } notices of the program
}
chat-deleted = { $n ->
    [one] one message taken back
   *[other] { $n } messages taken back
}
chat-missed = { $n ->
    [one] one missed call
   *[other] { $n } missed calls
}
chat-skipped = { $n ->
    [one] one line before the first message
   *[other] { $n } lines before the first message
}
chat-files = { $here ->
    [0] { "" }
    [one] One file comes along.{ " " }
   *[other] { $here } files come along.{ " " }
}{ $missing ->
    [0] { "" }
    [one] One file is only named in the text.
   *[other] { $missing } files are only named in the text.
}
chat-sides = Who is who
chat-side-of = { $name } is
chat-theirs = Customer
chat-ours = Us
chat-messages = { $n ->
    [one] one message
   *[other] { $n } messages
}
chat-dates = The chat is of
chat-ambiguous = The dates can be read in two ways. Choose the one that is right.
chat-order-dmy = The day stands first.
chat-order-mdy = The month stands first.
chat-order-ymd = The year stands first.
chat-otherwise = Read otherwise
chat-zone = By the clock of
chat-zone-help = Where the telephone or computer was that the chat was exported on.
chat-future = { $n ->
    [one] One message would be in the future. Look at the dates and the clock; else it counts from now.
   *[other] { $n } messages would be in the future. Look at the dates and the clock; else they count from now.
}
chat-into = Goes into
chat-into-new = A new case
chat-into-new-help = It counts from the first message of the customer’s.
chat-into-joins = { $label }, which has its earlier messages
chat-into-joins-help = Only what is new is added.
chat-into-open = { $label }, which is open here
chat-says = Each message gets its own time. Known ones are not taken twice.
chat-whose = A chat of { $name }. Known messages are not taken twice.
chat-import = { $n ->
    [0] Nothing to import
    [one] Import one message
   *[other] Import { $n } messages
}
chat-running = Importing the chat
chat-done = { $added ->
    [0] Nothing new
    [one] One message added
   *[other] { $added } messages added
}{ $known ->
    [0] { "" }
    [one] , one known already
   *[other] , { $known } known already
}
chat-stopped = Stopped after { $added ->
    [one] one message
   *[other] { $added } messages
}, { $known } known already

problem-file-no-chat = No chat is found in it. A text export of WhatsApp or a text copied from WeChat is read.
problem-order = Choose how the dates are read.
problem-order-impossible = The dates can’t be read in this order.
problem-ours = Somebody of the chat has to be the customer.
