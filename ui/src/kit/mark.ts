/** The shapes of a clock's mark: running ○, soon ▲, late ■, paused ‖, kept ✓, off –. */
export type MarkState = 'run' | 'soon' | 'over' | 'hold' | 'done' | 'off';
