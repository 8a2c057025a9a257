import { mount } from 'svelte';
import './styles/base.css';
import App from './App.svelte';
import { rememberedLook } from './data/look.svelte';
import { inDesktop, useHost } from './host';

rememberedLook();
// The example desk is loaded only where there is no desktop around the page.
useHost(inDesktop() ? (await import('./host/tauri')).tauri : (await import('./host/fake')).fake());
mount(App, { target: document.getElementById('app') as HTMLElement });
