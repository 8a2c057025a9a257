# 共享屏幕时的遮挡：隐藏其他客户的姓名、地址、号码和事由。

act-mask = 共享屏幕时隐藏其他客户，或重新显示
mask-hidden = 已隐藏
mask-on = 已隐藏其他客户
mask-show = 重新显示
mask-no-edit = 共享屏幕时已隐藏，按 F8 显示。
mask-sheet = 这张单据属于其他客户，按 F8 显示。
