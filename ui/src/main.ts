import { mount } from 'svelte';
import './styles/base.css';
import App from './App.svelte';
import { rememberedLook } from './data/look.svelte';
import { fromServer, inDesktop, useHost } from './host';

rememberedLook();
// Each host is loaded only where it stands; the example desk where there is neither desktop nor server.
if (inDesktop()) useHost((await import('./host/tauri')).tauri);
else if (fromServer()) useHost((await import('./host/http')).http());
else useHost((await import('./host/fake')).fake());
mount(App, { target: document.getElementById('app') as HTMLElement });
