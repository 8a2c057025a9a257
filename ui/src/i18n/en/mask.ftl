# The mask for a shared screen: other customers' names, addresses, numbers and subjects are hidden.

act-mask = Hide other customers, for a shared screen; or show them
mask-hidden = hidden
mask-on = Other customers hidden
mask-show = Show them again
mask-no-edit = Hidden while the screen is shared. F8 shows it.
mask-sheet = This sheet is another customer’s. F8 shows it.
