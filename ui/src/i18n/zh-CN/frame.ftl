# 外框、操作与按键名称，以及各界面共用的词。

cancel = 取消
loading = 正在载入
dismiss = 关闭提示
open = 打开
again = 重试
understood = 知道了
close-window = 关闭
and = 、
comma = ，

rail-main = 主导航
rail-today = 今日
rail-cases = 案件
rail-customers = 客户
rail-surveys = 回访
rail-forms = 单据
rail-policies = 规则
rail-settings = 设置
rail-count = { $n } 项待办

status-open = 全天服务
status-open-until = 服务至 { $at }
status-closed = 非服务时间
status-closed-until = { $at } 开始服务
status-day = 今日服务时间已过 { $share }%
status-saved = 全部已保存
status-sample = 示例台
status-silent = 无系统通知

clock-move = 调快服务台时间
clock-move-act = 调快
clock-quarter = 快 15 分钟
clock-hour = 快 1 小时
clock-next-due = 越过下一个到期点
clock-no-due = 前面没有到期点
clock-custom = 其他时长…
clock-hours = 小时
clock-help = 只能向前，且仅限示例台。提醒照常出现。
clock-custom-wrong = 应为大于零的小时数

import-running = 正在读取 { $files } 个邮件文件
import-done = { $messages } 封邮件：新开 { $opened } 件，并入 { $joined } 件，已有 { $known } 封
import-cancelled = 已停止，读了 { $messages } 封：新开 { $opened } 件，并入 { $joined } 件，已有 { $known } 封
import-problems = { $n } 封邮件有无法读取的部分，原件已完整保留。
import-failed = 无法读取 { $path }。{ $detail }

drop-title = 拖放邮件或聊天记录以建立案件
drop-help = .eml 或 .mbox，数量不限；或一份 .txt、.zip 聊天记录。已有的消息不会重复收入。

alert-soon = { $label }，{ $party }：{ $clock }即将到期
alert-late = { $label }，{ $party }：{ $clock }已超时
alert-task = { $label }，{ $party }：有待办到时间了
alert-routed = { $label }，{ $party }：紧急，已转交

silent-band = 本机没有可用的通知服务，提醒只在本窗口显示。
silent-how = 如何解决
desk-closed = 无法打开服务台
slept = 休眠期间，{ $from } 至 { $to }：{ $passed ->
    [0] 没有承诺到期
   *[other] { $passed } 项承诺到期
}{ $lost ->
    [0] 。
   *[other] ，{ $lost } 条提醒可能未被看到。
}
slept-look = 查看
warning-year-not-recorded = 本程序没有 { $year } 年的公众假期，该年到期时间按每周一至周五计算。
warning-year-not-published = { $year } 年的公众假期尚未公布，该年到期时间按每周一至周五计算。
warning-backup-failed = { $why ->
    [disk_full] { $day } 的备份未能写入：磁盘已满。腾出空间后会自动重试。
    [read_only] { $day } 的备份未能写入：备份文件夹不可写。可在“设置”中另选文件夹或更改权限，之后会自动重试。
    [damaged] { $day } 的备份未能完成：部分记录已损坏。请保留较早的备份，并运行：aftercarectl doctor。
   *[other] { $day } 的备份未能写入，会自动重试。日志见“设置”中的“关于”。
}
warning-other = 服务台提示：{ $code }

palette-ask = 做什么、去哪里、找什么
palette-case = 本案件
palette-desk = 本服务台
palette-go = 前往
palette-found = 找到
palette-none = 没有叫“{ $text }”的
palette-choose = 选择
palette-do = 执行
palette-names = 可用中文或 English 名称

help-title = 按键
help-case = 在案件上
help-list = 在列表中
help-go = 前往
help-desk = 任何位置
help-here = 在其他界面
help-note = 单个字母在文本框外生效；输入法组字时不触发任何按键。

act-palette = 按名称执行
act-help = 按键
act-call = 接听来电
act-import-mail = 导入邮件文件…
act-move-clock = 调快示例台时间…
act-go-today = 今日
act-go-cases = 案件
act-go-customers = 客户
act-go-surveys = 回访
act-go-forms = 单据
act-go-policies = 规则
act-go-settings = 设置
act-search = 搜索案件
act-list-next = 下一件
act-list-previous = 上一件
act-list-open = 打开案件
act-list-new = 显示新内容
act-case-reply = 回复
act-case-note = 写备注
act-case-classify = 分类
act-case-wait = 等待…
act-case-resume = 继续
act-case-solve = 解决…
act-case-close = 结案…
act-case-reopen = 重新打开…
act-case-hand-over = 移交…
act-case-form = 制作并打印单据
act-case-task = 新增待办…
act-case-why = 到期依据
act-case-facts = 案件旁的资料
act-case-back = 回到列表
act-case-customer = 指定客户…
act-call-save = 保存通话
shut-damaged = 未写入任何内容。备份可将服务台恢复到当时的状态；损坏的文件会留在旁边，不会再有损失。
shut-newer = 未写入任何内容，以免丢失较新的记录。用生成这些记录的版本或更新的版本即可打开。
shut-network = 请把文件夹放到本机的磁盘上。多台电脑共用时，由其中一台保存记录并提供服务：aftercarectl serve。
shut-locked = 看看是否另开了 Aftercare 窗口，或 aftercarectl 正在运行。未写入任何内容；空闲后会自动打开。
shut-read-only = 服务台需要在记录所在处写入。为自己开通权限，或把文件夹移到有权限的地方。
shut-disk-full = 已确认的内容都在。腾出几百兆空间即可继续。
shut-other = 未写入任何内容。详情见下面文件夹中的日志。
shut-folder = 文件夹
shut-restore = 恢复备份
shut-restore-by-hand = 本程序只能在服务台可打开时恢复。关闭窗口后运行：aftercarectl restore "{ $path }"
shut-open-folder = 打开文件夹
status-saving = 正在保存…
status-not-saved = 未保存：{ $what }
saving-save-draft = 草稿
saving-mark-sent = 答复
saving-note = 备注
saving-log-call = 来电
saving-save-person = 人员
saving-classify = 分类
saving-wait = 等待
saving-set-task = 待办
saving-end-task = 待办的办结
saving-resume = 继续
saving-solve = 解决
saving-close = 结案
saving-reopen = 重新打开
saving-hand-over = 移交
saving-save-customer = 客户
saving-save-contract = 合同
saving-save-order = 订单
saving-file-form = 单据
saving-save-settings = 设置
saving-back-up = 备份
saving-import-mail = 邮件
saving-other = 上一步
undo = 撤销
undo-nothing = 没有可撤销的步骤
no-such-case = 本台没有 { $label }
undo-reason = 随即撤销
act-undo = 撤销上一步（提示未消失时）
act-case-send = 确认已发出，或保存备注
act-fact-customer = 转到客户信息
act-fact-forms = 转到单据
act-fact-files = 转到文件
act-fact-policy = 转到政策
act-fact-tasks = 转到待办

opening-update = 正在升级服务台…
opening-count = { $done } / { $total }
opening-safe = 先备份升级前的服务台。
