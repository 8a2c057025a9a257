import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

// Icons are imported one by one. One that is met only while a test runs would be bundled then and reload the page under it.
const icons = readdirSync('src', { withFileTypes: true, recursive: true })
  .filter((file) => file.isFile() && /\.(svelte|ts)$/.test(file.name))
  .flatMap(
    (file) => readFileSync(join(file.parentPath, file.name), 'utf8').match(/@lucide\/svelte\/icons\/[a-z0-9-]+/g) ?? [],
  );

// Plain functions run in Node; whatever needs a page runs in Debian's chromium. No browser is downloaded.
export default defineConfig({
  plugins: [svelte()],
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', environment: 'node', include: ['tests/unit/**/*.test.ts', 'src/**/*.test.ts'] },
      },
      {
        extends: true,
        // After the Rust build: it starts the program.
        test: { name: 'server', environment: 'node', include: ['tests/server/**/*.test.ts'], fileParallelism: false },
      },
      {
        extends: true,
        optimizeDeps: { include: [...new Set(icons)].sort() },
        test: {
          name: 'page',
          include: ['tests/component/**/*.test.ts'],
          testTimeout: 60_000,
          // Two cores may be busy with a compiler beside this.
          expect: { poll: { timeout: 10_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1280, height: 800 },
            provider: playwright({
              launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
