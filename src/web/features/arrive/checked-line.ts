const KEY = 'draht-line-checked';

/** Whether the line of this shift was tried in this tab: whoever comes back from practice is not asked again. */
export function isLineChecked(shiftId: string): boolean {
  return sessionStorage.getItem(KEY) === shiftId;
}

export function keepLineChecked(shiftId: string): void {
  sessionStorage.setItem(KEY, shiftId);
}
