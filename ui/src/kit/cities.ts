// The names of cities that stand for time zones. Intl has no way to ask for them, so the frequent ones are written here in
// Chinese; English (and any other zone) takes the last part of the zone's id.

const chinese: Record<string, string> = {
  'Asia/Shanghai': '上海',
  'Asia/Hong_Kong': '香港',
  'Asia/Macau': '澳门',
  'Asia/Taipei': '台北',
  'Asia/Tokyo': '东京',
  'Asia/Seoul': '首尔',
  'Asia/Singapore': '新加坡',
  'Asia/Kuala_Lumpur': '吉隆坡',
  'Asia/Bangkok': '曼谷',
  'Asia/Ho_Chi_Minh': '胡志明市',
  'Asia/Jakarta': '雅加达',
  'Asia/Manila': '马尼拉',
  'Asia/Kolkata': '加尔各答',
  'Asia/Dubai': '迪拜',
  'Asia/Riyadh': '利雅得',
  'Asia/Jerusalem': '耶路撒冷',
  'Asia/Urumqi': '乌鲁木齐',
  'Australia/Sydney': '悉尼',
  'Australia/Melbourne': '墨尔本',
  'Australia/Brisbane': '布里斯班',
  'Australia/Perth': '珀斯',
  'Australia/Adelaide': '阿德莱德',
  'Pacific/Auckland': '奥克兰',
  'Pacific/Honolulu': '檀香山',
  'Europe/London': '伦敦',
  'Europe/Dublin': '都柏林',
  'Europe/Paris': '巴黎',
  'Europe/Berlin': '柏林',
  'Europe/Madrid': '马德里',
  'Europe/Rome': '罗马',
  'Europe/Milan': '米兰',
  'Europe/Amsterdam': '阿姆斯特丹',
  'Europe/Brussels': '布鲁塞尔',
  'Europe/Zurich': '苏黎世',
  'Europe/Vienna': '维也纳',
  'Europe/Stockholm': '斯德哥尔摩',
  'Europe/Warsaw': '华沙',
  'Europe/Moscow': '莫斯科',
  'Europe/Istanbul': '伊斯坦布尔',
  'Europe/Athens': '雅典',
  'Europe/Lisbon': '里斯本',
  'America/New_York': '纽约',
  'America/Chicago': '芝加哥',
  'America/Denver': '丹佛',
  'America/Los_Angeles': '洛杉矶',
  'America/Toronto': '多伦多',
  'America/Vancouver': '温哥华',
  'America/Mexico_City': '墨西哥城',
  'America/Sao_Paulo': '圣保罗',
  'America/Bogota': '波哥大',
  'Africa/Johannesburg': '约翰内斯堡',
  'Africa/Cairo': '开罗',
  'Africa/Lagos': '拉各斯',
};

/** "Melbourne" or "墨尔本" for `Australia/Melbourne`. */
export function cityOf(zone: string, locale: string): string {
  if (locale.startsWith('zh')) {
    const name = chinese[zone];
    if (name) return name;
  }
  return (zone.split('/').pop() ?? zone).replaceAll('_', ' ');
}
