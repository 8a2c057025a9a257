import { mount } from 'svelte';
import './styles/base.css';
import App from './App.svelte';
import { rememberedLook } from './data/look.svelte';
import { fromServer, inDesktop, useHost } from './host';
import { lang, t } from './i18n';
import { alertText } from './kit/alert';

rememberedLook();
// Each host is loaded only where it stands; the example desk where there is neither desktop nor server.
if (inDesktop()) useHost((await import('./host/tauri')).tauri);
else if (fromServer()) useHost((await import('./host/http')).http((alert) => alertText(alert, { locale: lang(), t })));
else useHost((await import('./host/fake')).fake());
// The strip beside a call is a window of its own with a page of its own.
const Shown = location.hash.startsWith('#/strip/') ? (await import('./screens/strip/StripWindow.svelte')).default : App;
mount(Shown, { target: document.getElementById('app') as HTMLElement });
