cancel = 取消
loading = 正在载入
dismiss = 关闭提示
