import type { Instant } from '../core/instant.ts';
import type { Texts } from '../texts/texts.ts';

/** `2:05`, minutes and seconds. */
export function sayMinutes(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** `0,7 %` or `23 %`: with a place after the comma below ten. */
export function sayShare(share: number, { locale }: Texts): string {
  const digits = share > 0 && share < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(share);
}

export function sayOne(value: number, { locale }: Texts): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
}

/** `Di., 13. März`. */
export function sayDay(at: Instant, timezone: string, { locale }: Texts): string {
  const style = { weekday: 'short', day: 'numeric', month: 'long', timeZone: timezone } as const;
  return new Intl.DateTimeFormat(locale, style).format(at);
}

/** `Di., 16:00`. */
export function sayMoment(at: Instant, timezone: string, { locale }: Texts): string {
  const style = { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: timezone } as const;
  return new Intl.DateTimeFormat(locale, style).format(at);
}

/** `16:00`. */
export function sayClock(at: Instant, timezone: string, { locale }: Texts): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: timezone }).format(
    at,
  );
}

/** `Di.`. */
export function sayWeekday(at: Instant, timezone: string, { locale }: Texts): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: timezone }).format(at);
}
