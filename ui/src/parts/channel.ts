/** The icon of a channel. */
import Mail from '@lucide/svelte/icons/mail';
import MapPin from '@lucide/svelte/icons/map-pin';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import Monitor from '@lucide/svelte/icons/monitor';
import Phone from '@lucide/svelte/icons/phone';
import Globe from '@lucide/svelte/icons/globe';
import Video from '@lucide/svelte/icons/video';
import type { Component } from 'svelte';
import type { Channel } from '../data/api.gen';

export const channelIcon: Record<Channel, Component<Record<string, unknown>>> = {
  mail: Mail,
  telephone: Phone,
  video: Video,
  remote: Monitor,
  on_site: MapPin,
  web: Globe,
  chat: MessageCircle,
};
