cancel = Cancel
loading = Loading
dismiss = Dismiss
