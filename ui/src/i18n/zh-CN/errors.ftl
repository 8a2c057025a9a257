# 未成功的原因与出路。代码来自程序，见 app/src/api/error.rs。

error-bad-call = 窗口与程序版本不符：{ $detail }。请重新启动，未做任何更改。
error-not-set-up = 本服务台尚未设置。
error-already-set-up = 本服务台已设置。
error-not-found = 该记录已不存在。
error-refused = 现在不能执行这一步。
error-bad-input = “{ $field }”缺失或不符合要求。
error-conflict = 其间有人改动。您输入的内容仍在，核对后再保存。
error-disk-full = 磁盘已满。已确认的内容都在。腾出空间后重试。
error-read-only = 文件夹无法写入：{ $path }。检查权限后重试。
error-locked = 记录正被另一程序占用。关闭该程序或稍候。
error-damaged = 记录已损坏，未做任何改动。用 “aftercarectl restore” 恢复备份。
error-newer = 记录来自更新版本的 Aftercare，未做任何改动。请更新程序。
error-file-unreadable = 文件无法读取。{ $detail }
error-file-unwritable = 文件无法写入。{ $detail }
error-printer = 打印机未接受该页。{ $detail }
error-form = 单据未能生成。{ $detail }
error-address = 邮件地址缺失或有误。
error-sample-only = 仅示例台可用。
error-cancelled = 已停止。
error-internal = 程序在此出错，日志见“设置”中的“关于”。{ $detail }

refusal-closed = 案件已结。先重新打开。
refusal-already = 已是如此。
refusal-not-open = 仅未结案件可用。
refusal-not-solved = 先解决再结案。
refusal-unanswered = 客户有一条消息未回复。
refusal-not-waiting = 案件不在等待中。
refusal-needs-form = 电话案件须有归档单据，或写明不填单的原因。
refusal-needs-reason = 更改复杂程度须写明原因。
refusal-needs-text = 缺少正文。
refusal-not-classified = 先分类。

problem-name = 请填名称。
problem-house = 请填单位名称。
problem-addresses = 其中有一个不是邮件地址。
problem-number = 号码缺失或不符合要求。
problem-started-at = 通话开始时间不能晚于现在。
problem-line = 请用一行写明通话内容。
problem-text = 缺少正文。
problem-zone = 没有这个时区。
