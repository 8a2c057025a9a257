erase-title = 删除“{ $name }”的个人信息
erase-act = 永久删除
erase-failed = 无法得知将删除哪些内容。
erase-open = 还有 { $n } 个案件未解决：对此人的承诺仍需这些内容。请先解决这些案件。
erase-goes =
    { $cases ->
        [0] 姓名、地址、号码和联系人将被永久删除。
       *[other] 姓名、地址、号码和联系人，以及 { $cases } 个案件的全部消息、备注、文件和表单将被永久删除。
    }
erase-stays = 做过什么、何时做的仍会保留，但不含文字：仍可证明期限及是否遵守。
erase-backups = 此前的 { $n } 份备份仍含这些内容，将在 { $days } 天后清除。
erase-name = 请输入“{ $name }”
erase-other = 名称不符。
erase-done = 已删除
customers-erased = 已删除的个人
customers-erased-say = 已于 { $when }应要求删除。合同、订单和处理记录保留，但不含有关此人的文字。
act-customer-erase = 删除此人的信息…
event-person-erased = 文字和文件已应要求删除
