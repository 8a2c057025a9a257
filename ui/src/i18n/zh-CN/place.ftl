# 服务台数据的位置，以及服务器断开时的提示。

away-band = { $since } 起无法连接服务器，正在重试。所见为此前内容；草稿暂存于本机。
away-again = 立即重试
away-place = 数据位置
away-reload = 重新载入页面
back = 已恢复连接，内容均已更新。
back-drafts = 已恢复连接，本机暂存的 { $n } 份草稿已保存。

desk-away = 无法打开服务器上的服务台
shut-away = 该地址没有应答。程序会不断重试，服务器恢复后自动打开。
shut-server = 未做任何更改。记录都在服务器上，本机只有尚未送达的草稿。
shut-token = 该服务器的令牌
shut-address = 服务器
shut-other-server = 更换服务器或令牌
shut-local = 使用本机文件夹

server-url = 服务器地址
server-url-help = 服务器启动时显示；可粘贴整个链接
server-token = 令牌
server-token-help = 存于本机钥匙串；留空则用已存的
server-token-help-browser = 服务器启动时显示在链接中
server-connect = 连接
server-trying = 正在试连
server-done = 已连接。此后使用服务器上的服务台。
server-unkept = 本次已连接，但令牌未能保存。{ $why }

place-folder = 文件夹
place-server = 服务器
place-folder-help = 在本机；无需网络
place-server-help = 本机不存记录，仅在断开时暂存草稿
place-browser-help = 本页由服务器提供，只连接该服务器
place-fixed = 本次运行由变量 { $variable } 指定，此处不能更改。
place-connected = 已连接
place-connecting = 正在连接
place-away = { $since } 起断开
place-unauthorised = 令牌被拒
place-other-version = 版本不同
place-no-server = 不是 Aftercare 服务器
place-untrusted = 不受信任
place-test = 测试
place-answers = 服务器有应答。
place-change = 更改
place-pick = 另选文件夹
place-local = 本机文件夹
place-connect = 连接服务器
place-other-server = 更换服务器或令牌
place-title = 打开此文件夹中的服务台？
place-says = 立即打开其中的服务台，以后启动也打开它。文件夹中没有时，新建一个。
place-kept-folder = 现有服务台原样保留；再选其文件夹即可恢复。
place-kept-server = 服务器上的服务台不变；重新连接即可恢复。
place-then = 先试开；若不成功，一切不变。
place-act = 打开
place-moved = 已打开此服务台。
