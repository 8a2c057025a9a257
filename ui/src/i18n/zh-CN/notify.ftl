# 桌面提醒。程序本身也读取此文件，因此这里不放只有窗口才知道的内容。

notify-clock-first_response = 响应
notify-clock-next_response = 响应
notify-clock-update = 进展通报
notify-clock-solution = 解决
notify-clock-acknowledgement = 确认收到
notify-clock-delay_notice = 延迟告知
notify-clock-complaint = 投诉处理
notify-clock-verification = 初步核实
notify-clock-refund = 退款
notify-clock-repair = 维修
notify-clock-return_sending = 退货寄出
notify-clock-evidence = 提供凭证
notify-clock-carrier_claim = 承运人索赔
notify-clock-settlement = 费用结算

notify-minutes = { $minutes } 分钟
notify-hours = { $hours } 小时
notify-hours-minutes = { $hours } 小时 { $minutes } 分

notify-soon-title = { $label } · { $clock }：还剩 { $left }
notify-soon-body = { $party } · { $subject } · { $due } 到期
notify-late-title = { $label } · { $clock }已超时
notify-late-body = { $party } · { $subject } · 应于 { $due } 完成

notify-task-title = { $label } · { $what }
notify-task-body = { $party } · { $subject }
notify-routed-title = { $label } · 紧急，已转交
notify-routed-body = { $party } · { $subject }

notify-summary-title = 无人查看期间有 { $count } 个时限到期
notify-summary-body = 已超时 { $late } 个，尚未到期 { $soon } 个。首个：{ $label } · { $party }
