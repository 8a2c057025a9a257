# 未成功的原因与出路。代码来自程序，见 app/src/api/error.rs。

error-bad-call = 窗口与程序版本不符：{ $detail }。请重新启动，未做任何更改。
error-not-set-up = 本服务台尚未设置。
error-already-set-up = 本服务台已设置。
error-not-found = 该记录已不存在。
error-refused = 现在不能执行这一步。
error-bad-input = “{ $field }”缺失或不符合要求。
error-conflict = 其间有人改动。您输入的内容仍在，核对后再保存。
error-disk-full = 磁盘已满。已确认的内容都在。腾出空间后重试。
error-read-only = 文件夹无法写入：没有权限，或磁盘为只读。更改后重试。
error-network = { $folder } 位于另一台电脑的磁盘（{ $system }）。两台电脑可能同时写入，记录在那里不安全。
error-locked = 记录正被另一程序占用。关闭该程序或稍候。
error-damaged = 部分记录已损坏，未做任何改动。可在“设置”中恢复备份，或用 “aftercarectl restore”。“aftercarectl doctor” 会指出损坏之处。
error-newer = 记录来自更新版本的 Aftercare，未做任何改动。请更新程序。
error-file-unreadable = 文件无法读取。{ $detail }
error-file-unwritable = 文件无法写入。{ $detail }
error-printer = 打印机未接受该页。{ $detail }
error-form = 单据未能生成。{ $detail }
error-address = 邮件地址缺失或有误。
error-sample-only = 仅示例台可用。
error-cancelled = 已停止。
error-away = 无法连接服务器。您输入的内容仍在，恢复连接后继续。
error-unauthorised = { $detail ->
    [host] 服务器拒绝了前置入口所用的名称。前置入口须以 “Host: 127.0.0.1” 发出请求，做法见手册。
   *[other] 服务器不认识这个令牌。请使用服务器启动时显示的令牌，或询问其管理者。
}
error-already-done = 连接中断前，这一步已经完成。请先核对，再决定是否重做。
error-other-version = 服务器运行 Aftercare { $theirs }，本程序为 { $ours }。请更新较旧的一方。
error-no-server = { $url } 有应答，但不是 Aftercare 服务器。请核对地址与端口。
error-untrusted = { $reason ->
    [unknown_issuer] 本机不信任 { $host } 证书的签发者。请把贵单位的证书颁发机构加入本机的受信任证书，然后重试。未发送任何内容。
    [wrong_name] { $host } 的证书是发给另一个名称的。请输入证书上的名称，或为 { $host } 申请证书。未发送任何内容。
    [expired] { $host } 的证书已过期。请服务器管理者更换；如已更换，请核对本机时钟。未发送任何内容。
    [not_yet] { $host } 的证书尚未生效。请先核对本机时钟，再询问服务器管理者。未发送任何内容。
    [revoked] { $host } 的证书已被吊销。请服务器管理者申请新证书。未发送任何内容。
    [authority] { $host } 出示的是颁发机构自己的证书（自签名证书多为如此），不是服务器证书。请服务器管理者另行申请，并由该机构签发。未发送任何内容。
    [plain] { $url } 的应答未加密。请核对地址与端口：使用 https 时，服务器前面须有带证书的入口。未发送任何内容。
    [no_authorities] 本机没有受信任的证书颁发机构列表，因此无法信任任何 https 服务器。请安装该列表（Debian 上为 ca-certificates），然后重试。
   *[other] 因证书或设置问题，未能与 { $host } 建立加密连接。请把以下内容交给服务器管理者：{ $detail }
}
error-keyring = { $reason ->
    [no_entry] 钥匙串中没有该服务器的令牌。请重新输入。
    [locked] 钥匙串已锁定或拒绝访问。请解锁后重试。
    [slow] 钥匙串没有应答。请查看本窗口后面是否有它的窗口，然后重试。
   *[absent] 本机没有可用的钥匙串，令牌无法保存。请启动钥匙串，或用变量 AFTERCARE_TOKEN 提供令牌。
}
error-upload-gone = 服务器上已没有该文件。请重新选择。
error-too-large = 一次最多发送 { $limit } MB。请分开发送。
error-not-here = 只能在存放记录的电脑上这样做。
error-internal = 程序在此出错，日志见“设置”中的“关于”。{ $detail }

refusal-closed = 案件已结。先重新打开。
refusal-already = 已是如此。
refusal-not-open = 仅未结案件可用。
refusal-not-solved = 先解决再结案。
refusal-unanswered = 客户有一条消息未回复。
refusal-not-waiting = 案件不在等待中。
refusal-needs-form = 此案件须有归档单据，或写明不填单的原因。
refusal-needs-reason = 须写明原因：它会留在记录中。
refusal-needs-text = 缺少正文。
refusal-not-classified = 先分类。

problem-name = 请填名称。
problem-name-too-long = 姓名太长：最多 120 个字。
problem-group = 此政策没有这个部门。
problem-left = 正在此台席工作的人不能离开。
problem-from = 起始时间无法识别。
problem-to-backwards = 结束须晚于起始。
problem-cover = 代班人已不在。
problem-cover-self = 不能为自己代班。
problem-shortcut = 快捷键如 Ctrl+Alt+N：Ctrl、Alt 或 Cmd，加一个字母、数字或 F 键。
problem-house = 请填单位名称。
problem-addresses = 其中有一个不是邮件地址。
problem-url = 请填地址，例如 http://127.0.0.1:8080。
problem-url-needs-https = 其他电脑上的服务器须用 https，或经隧道连到本机。
problem-folder = 文件夹须写完整路径。
problem-place = 本次运行的位置由变量 { $variable } 指定。
problem-path = 请指定文件位置。
problem-token = 请填令牌：服务器启动时会显示。
problem-number = 号码缺失或不符合要求。
problem-started-at-future = 通话开始时间不能晚于现在。
problem-remind-at-past = 提醒时间已过，请选较晚的时间。
problem-line = 请用一行写明通话内容。
problem-text = 缺少正文。
problem-zone = 没有这个时区。
problem-contract = 该合同不属于此客户。
problem-copies = 份数为 1 至 99。
problem-goods = 请填货品。
problem-emails = 其中有一个不是邮件地址。
problem-phones = 其中有一个不是电话号码。
problem-backup-days = 备份保留 1 天至十年。
problem-backup-folder = 备份文件夹须写完整路径。
problem-lead-minutes = 提前量为到期前的分钟数，最多一周。
problem-language = 没有这种语言。
problem-languages = 没有这种语言组合。
problem-pack = 本程序没有这套政策。
problem-to-out-of-range = 结束时间须晚于开始时间。
problem-countries = 没有使用此两字母代码的国家或地区。
problem-declare = 缺少要宣布或结束的内容。
problem-facts = 该政策不包含此项事实或取值。
problem-repairs = 维修日期有误。
problem-repairs-backwards = 第 { $n } 次维修不能在开始之前结束。
problem-repairs-overlap = 第 { $n } 次与第 { $m } 次维修时间重叠：前一次寄回后，下一次才能送修。
problem-repairs-early = 第 { $n } 次维修早于“{ $other }”。
problem-day-out-of-order = “{ $which }”不能早于“{ $other }”。
problem-day-out-of-range = 该日期过早，无法计算。
problem-paper = 没有这种纸张。
problem-sheet = 未选择要打印的内容：期限、结论或两者。
problem-reason = 须从所列原因中选一个。
problem-seconds = 时长不符合要求。
problem-sort = 没有这种单据。
problem-text-scale = 没有这种文字大小。
problem-theme = 浅色、深色或跟随系统。
problem-signed-on = 签订日期不符合要求。
problem-completed-on = 完成日期不符合要求。
problem-ordered-on = 下单日期不符合要求。
problem-received-on = 收货日期不符合要求。
problem-since = 日期不符合要求。
problem-addresses-missing = 服务台还没有自己的邮件地址，请在设置中添加。
problem-number-taken = 该编号已被使用。
problem-number-too-long = 编号过长。
problem-toml-too-long = 文本过长，不能作为政策。
problem-toml-problems = 还有 { $problems } 个问题。请以文本方式打开草稿查看。
problem-notice-range = 通知时间超出 1990 至 2099 年。
problem-effective-past = 版本不能在过去生效。请选择更晚的时间。
problem-day-future = 日期不能晚于今天。
problem-day-before-begin = 日期先后有误。

# 其间他人所做的更改。
conflict-calendar = 其间有人启用了此日历的另一修订。请先查看，再保存您的修订。
conflict-published = 其间已发布第 { $version } 版，此草稿已不存在。请先查看该版本，再另起草稿。
conflict-draft-gone = 此草稿其间已被放弃。请另起草稿。

# 未被采用的备份或逐行文件。
flaw-journal = 记录前后不符：{ $problem ->
    [gap] 缺少事件
    [event] 有事件无法读取
    [broken] 有事件被改动
    [head] 某条记录的末尾不是其最后事件
    [checkpoint] 日志与检查点所见不同
    [cut] 末尾缺失
    [tail] 末尾缺失
    [file] 数据库本身已损坏
    [schema] 数据库本身缺少一部分
    [unread] 有记录无法读取
    [unnumbered] 缺少案件
    [twice] 两个案件编号相同
    [text] 有文字与写下时不同
    [text_gone] 有文字缺失
    [erasures] 缺失的文字与已删除的文字不符
    [pack] 已发布的政策被改动或缺失
    [blob] 有文件缺失或被改动
    [unnamed] 有文件缺失
   *[other] 有内容损坏或缺失
  }。未做任何改动。可用此前的备份恢复；“aftercarectl doctor” 会指出损坏之处。
flaw-manifest = 备份的说明文件 manifest.json 无法读取。未做任何改动。请选用另一份备份。
flaw-file = { $path } 不是这份备份原有的文件。未做任何改动。请选用另一份备份。
flaw-counts = 现有 { $events } 个事件、{ $cases } 个案件，应为 { $events_told } 个和 { $cases_told } 个。未做任何改动。请选用另一份备份。
flaw-cut-off = 日志的末尾被截去，列表和文字中仍有其痕迹。未重新生成任何内容：请恢复备份。
flaw-line = 第 { $line } 行：{ $wrong ->
    [empty] 文件中没有任何行
    [no_desk] 这不是服务台文件
    [unknown] 无法识别这一行的种类
    [packed] 压缩文件被截断或改动
    [cut] 文件在此处被截断
    [json] 不是 JSON
    [missing] 缺少“{ $field }”
    [field] “{ $field }”不正确
    [file] 内容与其所指的文件不符
    [changed] 以上各行被改动
    [more] 最后一行之后还有内容
   *[other] 与写下时不同
  }。未保留任何内容。请在完好的服务台上重新导出。
error-cases-open = 该客户还有未解决的案件（{ $count }）。请先解决。
