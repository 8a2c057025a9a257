// Pictures of the page with the example desk, in Debian's chromium: `npm run shots [out folder] [part of a name] [all]`; with
// `all` in every look.
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const out = process.argv[2] ?? '../out/shots';
const only = process.argv[3] ?? '';
const every = process.argv[4] === 'all';
await mkdir(out, { recursive: true });
const server = await preview({ preview: { port: 4179, strictPort: false }, logLevel: 'error' });
const base = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

const sizes = { 1280: { width: 1280, height: 800 }, 1920: { width: 1920, height: 1080 } };
/** The import dialog with a file looked at. */
async function importing(p) {
  await p.getByRole('button', { name: /^(Import a table or cards|导入表格或名片)$/ }).click();
  await p
    .getByRole('button', { name: /^(Choose a file…|选择文件…)$/ })
    .first()
    .click();
  await p.waitForTimeout(400);
}
/** A value typed over: there is a draft. */
async function drafting(p) {
  await p
    .getByRole('button', { name: /^(2 h service|2 小时（服务时间）)$/ })
    .first()
    .click();
  await p.keyboard.type('4');
  await p.keyboard.press('Enter');
  await p.waitForTimeout(300);
}
/** The tables against the first version. */
async function comparing(p) {
  await p.locator('.compare select').selectOption('1');
  await p.waitForTimeout(400);
}
/** A row taken away, another one twice: a draft with problems at its rows. */
async function rowsEdited(p) {
  await p.locator('[data-cell="4:0"]').first().focus();
  await p.keyboard.press('Delete');
  await p.waitForTimeout(400);
  await p.keyboard.press('Insert');
  await p.waitForTimeout(500);
}
/** A force majeure since the morning, not declared yet. */
async function declaring(p) {
  await p.waitForTimeout(300);
  await p.getByRole('radio', { name: /^(Force majeure|不可抗力)$/ }).click({ force: true });
  await p.waitForTimeout(800);
}
/** The same for two countries. */
async function region(p) {
  await declaring(p);
  await p.locator('details summary').first().click();
  for (const one of ['Germany', 'CN']) {
    await p.locator('fieldset input[list]').fill(one);
    await p.keyboard.press('Enter');
  }
  await p.waitForTimeout(800);
}
/** A session under way: notes, a masked password, the consent. */
async function inSession(p) {
  await p.keyboard.press('v');
  await p.locator('.strip form button[type="button"]').click();
  const note = p.locator('.strip .ask input').first();
  for (const text of ['Top stopper missing on 3 of 3 cases', 'id 123 456 789 密码：8k2m1xq3', 'Cartons 41–66']) {
    await note.fill(text);
    await note.press('Enter');
    await p.waitForTimeout(200);
  }
  await p.locator('.strip input[type="checkbox"]').first().check({ force: true });
  await p.waitForTimeout(200);
}
/** One that is over, opened in the history. */
async function sessionOver(p) {
  await inSession(p);
  await p.keyboard.press('Control+Enter');
  await p.locator('.strip').waitFor({ state: 'detached' });
  await p.locator('article.ev button.h').last().click();
  await p.waitForTimeout(300);
}
const scenes = {
  'session-begin': { path: '#/cases/case-4127', before: (p) => p.keyboard.press('v') },
  session: { path: '#/cases/case-4127', before: inSession },
  'session-over': { path: '#/cases/case-4127', before: sessionOver },
  first: { path: '?first', before: async () => {} },
  cases: { path: '#/cases' },
  case: { path: '#/cases/case-4127' },
  'case-zh-party': { path: '#/cases/case-4133' },
  'case-unknown': { path: '#/cases/case-4130' },
  'case-waiting': { path: '#/cases/case-4098' },
  classify: { path: '#/cases/case-4127', before: (p) => p.keyboard.press('q') },
  note: { path: '#/cases/case-4127', before: (p) => p.keyboard.press('n') },
  wait: { path: '#/cases/case-4127', before: (p) => p.keyboard.press('w') },
  'wait-choose': {
    path: '#/cases/case-4127',
    before: async (p) => (await p.keyboard.press('w'), await p.locator('dialog select').selectOption('choose')),
  },
  'task-new': { path: '#/cases/case-4127', before: (p) => p.keyboard.press('t') },
  'task-facts': {
    path: '#/cases/case-4127',
    before: async (p) => (await p.keyboard.press('5'), await p.locator('[data-fact="tasks"] .fold').click()),
  },
  'task-menu': {
    path: '#/cases/case-4127',
    before: async (p) => (
      await p.keyboard.press('5'),
      await p.waitForTimeout(200),
      await p.locator('[data-task="task-report"] .kit-menu-trigger').click()
    ),
  },
  'task-done': {
    path: '#/cases/case-4127',
    before: async (p) => (
      await p.keyboard.press('5'),
      await p.waitForTimeout(400),
      await p.keyboard.press('Space'),
      await p.waitForTimeout(300)
    ),
  },
  'task-call-back': {
    path: '#/cases/case-4131',
    before: async (p) => (await p.keyboard.press('5'), await p.waitForTimeout(200)),
  },
  'task-waiting': { path: '#/cases/case-4098' },
  palette: {
    path: '#/cases/case-4127',
    before: async (p) => (await p.keyboard.press('Control+k'), await p.keyboard.type('wait')),
  },
  help: { path: '#/cases/case-4127', before: (p) => p.keyboard.press('?') },
  call: {
    path: '#/today',
    before: async (p) => (
      await p.keyboard.press('Control+Alt+n'),
      await p.keyboard.type('0061 3 5550-0142'),
      await p.locator('.call textarea').fill('Where are the pulls for Melbourne?'),
      await p.waitForTimeout(300)
    ),
  },
  today: { path: '#/today' },
  customers: { path: '#/customers/c-tidemark' },
  surveys: { path: '#/surveys' },
  forms: { path: '#/forms/case-4127' },
  settings: { path: '#/settings' },
  people: { path: '#/settings/people' },
  person: {
    path: '#/settings/people',
    before: (p) => p.getByRole('button', { name: /^(Change Design desk|修改 Design desk)$/ }).click(),
  },
  policy: { path: '#/policies/hx-leather', before: (p) => p.locator('[data-clause="HX-7"]').hover() },
  'policy-draft': { path: '#/policies/hx-leather', before: drafting },
  'policy-tables': { path: '#/policies/hx-leather/tables' },
  'policy-compare': { path: '#/policies/hx-leather/tables', before: comparing },
  'policy-rows': { path: '#/policies/hx-leather/tables', before: rowsEdited },
  'policy-cell': {
    path: '#/policies/hx-leather/tables',
    before: async (p) => {
      await rowsEdited(p);
      await p.locator('[data-cell="2:0"]').first().click();
      await p.getByRole('checkbox').nth(3).click({ force: true });
      await p.waitForTimeout(400);
    },
  },
  'policy-answer': {
    path: '#/policies/hx-leather/tables',
    before: (p) => p.locator('[data-cell="1:2"]').nth(3).click(),
  },
  'policy-source': {
    path: '#/policies/hx-leather/tables',
    before: (p) => p.locator('[data-cell="3:3"]').first().click(),
  },
  'policy-when': {
    path: '#/policies/hx-leather',
    before: (p) => p.locator('button.when').nth(4).click(),
  },
  'policy-try': { path: '#/policies/changkong/tables', before: (p) => p.keyboard.press('t') },
  'policy-versions': {
    path: '#/policies/hx-leather',
    before: async (p) => (await drafting(p), await p.keyboard.press('4')),
  },
  'policy-text': {
    path: '#/policies/hx-leather/versions',
    before: (p) => p.getByRole('button', { name: /^(Edit as text|以文本编辑)$/ }).click(),
  },
  'policy-publish': {
    path: '#/policies/hx-leather',
    before: async (p) => (await drafting(p), await p.keyboard.press('Shift+P'), await p.waitForTimeout(400)),
  },
  'why-facts': {
    path: '#/cases/case-4130',
    before: async (p) => (await p.keyboard.press('y'), await p.waitForTimeout(300), await p.keyboard.press('f')),
  },
  'why-stood': {
    path: '#/cases/case-4127',
    before: async (p) => (await p.keyboard.press('y'), await p.waitForTimeout(300), await p.keyboard.press('a')),
  },
  why: { path: '#/cases/case-4127', before: (p) => p.keyboard.press('y') },
  'why-solution': {
    path: '#/cases/case-4127',
    before: (p) => p.locator('.clocks button').nth(2).click(),
  },
  'why-paper': {
    path: '#/cases/case-4127',
    before: async (p) => (
      await p.locator('.clocks button').nth(2).click(),
      await p.waitForTimeout(300),
      await p.keyboard.press('p'),
      await p.waitForTimeout(500)
    ),
  },
  'verdict-paper': {
    path: '#/cases/case-4130',
    before: async (p) => {
      await p.keyboard.press('y');
      await p.waitForTimeout(500);
      await p.locator('dialog.why .card button[aria-label]').first().click();
      await p.waitForTimeout(500);
    },
  },
  unsigned: { path: '#/cases/case-4133' },
  'customer-edit': { path: '#/customers/c-corvane', before: (p) => p.keyboard.press('e') },
  'customer-unsigned': { path: '#/customers/c-qinghe' },
  original: {
    path: '#/cases/case-4127',
    before: (p) =>
      p
        .getByText(/^(Original|原件)$/)
        .last()
        .click(),
  },
  shut: { path: '?shut=damaged' },
  away: { path: '?link=away#/cases/case-4127', before: (p) => p.waitForTimeout(900) },
  'away-today': { path: '?link=away#/today', before: (p) => p.waitForTimeout(900) },
  'away-shut': { path: '?shut=away&link=away' },
  'away-token': { path: '?shut=unauthorised&link=unauthorised' },
  'away-untrusted': { path: '?shut=untrusted&link=connecting' },
  'away-expired': { path: '?link=untrusted', before: (p) => p.waitForTimeout(900) },
  'away-keyring': { path: '?shut=keyring&link=connecting' },
  'place-folder': { path: '#/settings/place' },
  'place-server': { path: '?link=connected#/settings/place' },
  'place-away': { path: '?link=away#/settings/place', before: (p) => p.waitForTimeout(900) },
  'place-form': {
    path: '#/settings/place',
    before: (p) => p.getByRole('button', { name: /^(Connect to a server|连接服务器)$/ }).click(),
  },
  'place-choose': {
    path: '#/settings/place',
    before: (p) => p.getByRole('button', { name: /^(Another folder|另选文件夹)$/ }).click(),
  },
  'import-table': { path: '#/customers', before: importing },
  'import-done': {
    path: '#/customers',
    before: async (p) => (
      await importing(p),
      await p
        .getByRole('button', { name: /^(Import|导入)/ })
        .last()
        .click(),
      await p.waitForTimeout(1500)
    ),
  },
  'export-table': {
    path: '#/customers',
    before: (p) => p.getByRole('button', { name: /^(Export a list|导出列表)$/ }).click(),
  },
  calendars: { path: '#/policies/calendars' },
  calendar: {
    path: '#/policies/calendars/hx-leather/service',
    before: async (p) => (await p.locator('[data-day="2026-11-27"]').click(), await p.waitForTimeout(700)),
  },
  'calendar-day': {
    path: '#/policies/calendars/hx-leather/service',
    before: async (p) => (await p.locator('[data-day="2026-11-28"]').click(), await p.waitForTimeout(700)),
  },
  'calendar-week': {
    path: '#/policies/calendars/hx-leather/service',
    before: async (p) => {
      await p.keyboard.press('v');
      await p.getByRole('textbox').nth(4).fill('9-12, 22-6');
      await p.keyboard.press('Enter');
      await p.waitForTimeout(700);
    },
  },
  'calendar-file': {
    path: '#/policies/calendars/hx-leather/service',
    before: async (p) => {
      await p.keyboard.press('i');
      await p
        .getByRole('button', { name: /^(Choose a file…|选择文件…)$/ })
        .first()
        .click();
      await p.waitForTimeout(400);
    },
  },
  'declared-empty': { path: '#/policies/declared' },
  declared: { path: '?declared#/policies/declared', before: (p) => p.waitForTimeout(500) },
  'declared-new': { path: '?declared#/policies/declared/new', before: declaring },
  'declared-region': { path: '?declared#/policies/declared/new', before: region },
  'declared-count': {
    path: '?declared&slow=6000#/policies/declared/new',
    before: (p) => p.waitForTimeout(2200),
  },
  'declared-end': {
    path: '?declared#/policies/declared',
    before: async (p) => (await p.keyboard.press('e'), await p.waitForTimeout(700)),
  },
  'declared-today': { path: '?declared#/today', before: (p) => p.waitForTimeout(300) },
  'declared-case': { path: '?declared#/cases/case-4133', before: (p) => p.waitForTimeout(400) },
  'declared-why': {
    path: '?declared#/cases/case-4133',
    before: async (p) => (await p.keyboard.press('y'), await p.waitForTimeout(500)),
  },
  silent: { path: '?silent#/cases/case-4127' },
};
const looks = [
  ['light', 'en', 1280],
  ['dark', 'zh-CN', 1280],
  ['dark', 'en', 1280],
  ['light', 'zh-CN', 1280],
  ['light', 'en', 1920],
  ['dark', 'zh-CN', 1920],
  ['light', 'en', 1280, 150],
  ['dark', 'zh-CN', 1280, 150],
];

if (every) {
  looks.length = 0;
  for (const theme of ['light', 'dark'])
    for (const language of ['en', 'zh-CN'])
      for (const size of [[1280], [1920], [1280, 150]]) looks.push([theme, language, ...size]);
}

/** The scale stands in the query, before the hash. */
const scaled = (path, scale) => {
  const [query, hash] = path.split('#');
  return `${query}${query ? '&' : '?'}scale=${scale}${hash ? `#${hash}` : ''}`;
};

const problems = [];
for (const [theme, language, width, scale] of looks) {
  for (const [name, scene] of Object.entries(scenes)) {
    const file = `${name}-${theme}-${language}-${width}${scale ? `-${scale}` : ''}`;
    if (only && !file.includes(only)) continue;
    const page = await browser.newPage({ viewport: sizes[width], locale: language, colorScheme: theme });
    page.on('console', (m) => m.type() === 'error' && problems.push(`${file}: ${m.text()}`));
    page.on('pageerror', (e) => problems.push(`${file}: ${e.message}`));
    await page.addInitScript(
      ([th, la]) => {
        // A mail's frame has no storage, and needs none.
        if (window !== window.top) return;
        localStorage.setItem(
          'look',
          JSON.stringify({ theme: th, scale: Number(new URLSearchParams(location.search).get('scale') ?? 100) }),
        );
        localStorage.setItem('language', la);
      },
      [theme, language],
    );
    await page.goto(base + (scale ? scaled(scene.path, scale) : scene.path));
    await page.waitForTimeout(450);
    await scene.before?.(page);
    await page.waitForTimeout(250);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    if (wide) problems.push(`${file}: scrolls sideways`);
    await page.screenshot({ path: `${out}/${file}.png` });
    await page.close();
  }
}
await browser.close();
await server.close();
if (problems.length) {
  console.error([...new Set(problems)].join('\n'));
  process.exitCode = 1;
}
