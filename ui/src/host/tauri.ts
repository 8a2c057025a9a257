/** The desktop: one command, one event. Nothing else of the page may import from `@tauri-apps`. */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { Failure, type Answer, type Args, type CallName, type Host, type HostEvent } from './index';

export const tauri: Host = {
  async call<K extends CallName>(name: K, args: Args<K>): Promise<Answer<K>> {
    try {
      return await invoke<Answer<K>>('rpc', { name, args });
    } catch (thrown) {
      throw Failure.from(thrown);
    }
  },
  listen(fn) {
    let ended = false;
    let end = () => {};
    void listen<HostEvent>('aftercare', (event) => fn(event.payload)).then((stop) => {
      if (ended) stop();
      else end = stop;
      // What the desktop kept for a page that did not listen yet (files named at the start) comes now.
      void invoke('rpc', { name: 'host_ready', args: null });
    });
    return () => {
      ended = true;
      end();
    };
  },
};
