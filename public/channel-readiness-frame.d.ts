// The types of <channel-readiness-frame> and its module: those of the element in the frame, and what is the frame's own.

import type { ChannelReadiness, ChannelReadinessAttributes } from './channel-readiness.js';

/** The same element in a frame of an origin of its own; see the guide of the frame. */
export interface ChannelReadinessFrame extends Omit<ChannelReadiness, 'standalone'> {}

export class ChannelReadinessFrame extends HTMLElement {
  static readonly formAssociated: true;
  /** Address of the frame page; empty: `frame.html` beside the module. `null` takes it away. */
  get src(): string;
  set src(value: string | null);
  /** A fixed height, a number of pixels or a length; empty: as high as what is in it. `null` takes it away. */
  get height(): string;
  set height(value: string | number | null);
}

/** What may be written of the element in markup. It is never `standalone`. */
export interface ChannelReadinessFrameAttributes extends ChannelReadinessAttributes {
  /** Address of the frame page; `frame.html` beside the module where it is not given. */
  src?: string;
  /** A fixed height, a number of pixels or a length. */
  height?: string | number;
}

declare global {
  interface HTMLElementTagNameMap {
    'channel-readiness-frame': ChannelReadinessFrame;
  }
  namespace JSX {
    interface IntrinsicElements {
      'channel-readiness-frame': ChannelReadinessFrameAttributes;
    }
  }
}
