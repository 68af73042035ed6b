/** What callers come to in an hour while there is somebody left to call. */
export interface QuickForecast {
  readonly callers: number;
  readonly callsPerHour: number;
  readonly conversationsPerHour: number;
}
