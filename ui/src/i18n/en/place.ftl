# Where the desk’s data stands, and what is said while its server is away.

away-band = The server can’t be reached since { $since }. Trying again. What you see is from before; drafts are kept on this computer.
away-again = Try now
away-place = Where the data stands
away-reload = Load the page again
back = The server is back. Everything is up to date.
back-drafts = The server is back. { $n ->
    [one] The draft kept here is saved.
   *[other] { $n } drafts kept here are saved.
}

desk-away = The server’s desk can’t be opened
shut-away = Nobody answers at its address. It is tried again and again; the desk opens by itself once the server is there.
shut-server = Nothing was changed. The records are on the server; on this computer are only the drafts that it has not taken yet.
shut-token = The token of this server
shut-address = Server
shut-other-server = Another server or token
shut-local = Work with the folder on this computer

server-url = Address of the server
server-url-help = as the server shows it at its start; its whole link will do
server-token = Token
server-token-help = kept in this computer’s keyring; empty takes the one that is there
server-token-help-browser = the server shows it at its start, in its link
server-connect = Connect
server-trying = Trying it first
server-done = Connected. This desk is the server’s from now on.
server-unkept = Connected, for this time only: the token was not kept. { $why }

place-folder = Folder
place-server = Server
place-folder-help = on this computer; works without a network
place-server-help = this computer keeps no records, only drafts while the server is away
place-browser-help = this page comes from the server and stays with it
place-fixed = Set for this run by the variable { $variable }; it can’t be changed here.
place-connected = connected
place-connecting = connecting
place-away = away since { $since }
place-unauthorised = token refused
place-other-version = another version
place-no-server = no Aftercare server
place-untrusted = not trusted
place-test = Test
place-answers = The server answers.
place-change = Elsewhere
place-pick = Another folder
place-local = The folder on this computer
place-connect = Connect to a server
place-other-server = Another server or token
place-title = Open the desk in this folder?
place-says = The desk in it opens at once, and at each start from now on. A folder without one begins a new desk.
place-kept-folder = The present desk stays where it is, untouched; choosing its folder brings it back.
place-kept-server = The server’s desk stays as it is; connecting again brings it back.
place-then = It is opened first. If that fails, nothing changes.
place-act = Open
place-moved = This desk is open now.
