/** A plugin for Vite and Rollup, which publishes the package beside the portal's own files, as it is. */
export default function channelReadiness(options?: {
  /** The folder below the portal's own; `channel-readiness` unless it is named. */
  folder?: string;
}): { name: string };
