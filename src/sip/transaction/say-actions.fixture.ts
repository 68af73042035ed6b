/** Actions in short, for tables: `send-request, start A 1000, stop B`. */
export function sayActions(actions: readonly { readonly kind: string }[]): string {
  return actions
    .map((action) => {
      const timer = 'timer' in action ? String(action.timer) : '';
      if (action.kind === 'start-timer' && 'ms' in action) return `start ${timer} ${action.ms}`;
      return action.kind === 'stop-timer' ? `stop ${timer}` : action.kind;
    })
    .join(', ');
}
