# 导出、复制或拖放的聊天。

act-import-chat = 导入聊天记录…
saving-import-chat = 聊天记录
chat-title = 导入聊天记录
chat-choose = 选择文件…
chat-paste = 聊天文本
chat-paste-help = 粘贴从 WhatsApp 或微信复制的内容，或选择导出的 .txt 或 .zip 文件。
chat-counts = { $n ->
    [0] 没有新消息
   *[other] { $n } 条新消息
}{ $known ->
    [0] { "" }
   *[other] ，已有 { $known } 条
}
chat-from-to = { $from } 至 { $to }
chat-left-out = 未收入：{ $what }。
chat-notices = { $n } 条程序提示
chat-deleted = { $n } 条已撤回的消息
chat-missed = { $n } 个未接来电
chat-skipped = 第一条消息之前的 { $n } 行
chat-files = { $here ->
    [0] { "" }
   *[other] 一并收入 { $here } 个文件。
}{ $missing ->
    [0] { "" }
   *[other] { $missing } 个文件只在文本中提到。
}
chat-sides = 各方身份
chat-side-of = { $name } 是
chat-theirs = 客户
chat-ours = 我方
chat-messages = { $n } 条
chat-dates = 聊天日期
chat-ambiguous = 日期有两种读法，请选择正确的一种。
chat-order-dmy = 日在前。
chat-order-mdy = 月在前。
chat-order-ymd = 年在前。
chat-otherwise = 换一种读法
chat-zone = 时间以何处为准
chat-zone-help = 导出聊天记录的手机或电脑所在地。
chat-future = 有 { $n } 条消息的时间在将来。请核对日期和时区；否则自导入时起算。
chat-into = 收入
chat-into-new = 新案件
chat-into-new-help = 自客户的第一条消息起算。
chat-into-joins = { $label }，已有此前的消息
chat-into-joins-help = 只添加新的消息。
chat-into-open = { $label }，当前打开的案件
chat-says = 每条消息保留各自的时间。已有的不会重复收入。
chat-whose = { $name } 的聊天记录。已有的消息不会重复收入。
chat-import = { $n ->
    [0] 没有可导入的消息
   *[other] 导入 { $n } 条消息
}
chat-running = 正在导入聊天记录
chat-done = { $added ->
    [0] 没有新消息
   *[other] 已添加 { $added } 条消息
}{ $known ->
    [0] { "" }
   *[other] ，已有 { $known } 条
}
chat-stopped = 已停止：添加了 { $added } 条消息，已有 { $known } 条

problem-file-no-chat = 其中没有聊天记录。可读取 WhatsApp 导出的文本和从微信复制的文本。
problem-order = 请选择日期的读法。
problem-order-impossible = 这些日期不能按此顺序读取。
problem-ours = 聊天中须有一方是客户。
