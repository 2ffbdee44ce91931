/** Moments as files write them and people read them, in milliseconds since 1970. Nothing here knows what time it is. */

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?: ?([Zz]|[+-]\d{2}(?::?\d{2})?))?)?$/;

const minute = 60_000;
const hour = 60 * minute;

export const oneDay = 24 * hour;

/** Farther from UTC no place on earth has been. */
const farthestZone = 18 * hour;

/** `2027-03-01T09:30:00Z`, also without seconds or a time of day. UTC where no zone is stated; undefined for what is no moment. */
export function parseTime(text: string): number | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0));
  // The last second of some days is the 60th.
  const isTime = hours < 24 && minutes < 60 && seconds <= 60;
  if (year < 1970 || day < 1 || day > daysIn(year, month) || !isTime) return undefined;
  const days = daysUntil(year, month) + day - 1;
  const offset = offsetOf(match[7] ?? "Z");
  if (Math.abs(offset) > farthestZone) return undefined;
  return days * oneDay + hours * hour + minutes * minute + seconds * 1000 - offset;
}

/** Of `+02:00`, `+0200` or `+02`. */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const size = Number(hours ?? 0) * hour + Number(minutes ?? 0) * minute;
  return sign === "-" ? -size : size;
}

/** 0 for what is no month. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** From the beginning of 1970 to that of the month. */
function daysUntil(year: number, month: number): number {
  let days = 0;
  for (let before = 1970; before < year; before++) days += 337 + daysIn(before, 2);
  for (let before = 1; before < month; before++) days += daysIn(year, before);
  return days;
}

/** `2027-03-01 09:30 UTC`. */
export function formatTime(time: number): string {
  const [year, month, day] = calendarDay(Math.floor(time / oneDay));
  const ofDay = time - Math.floor(time / oneDay) * oneDay;
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(ofDay / hour)}:${two((ofDay % hour) / minute)} UTC`;
}

function calendarDay(since1970: number): readonly [year: number, month: number, day: number] {
  let [year, month, left] = [1970, 1, since1970];
  while (left >= 337 + daysIn(year, 2)) left -= 337 + daysIn(year++, 2);
  while (left >= daysIn(year, month)) left -= daysIn(year, month++);
  return [year, month, left + 1];
}

/** `3 hours ago`. */
export function formatAge(time: number, now: number): string {
  const age = now - time;
  // Clocks of two machines differ a little.
  if (age < -5 * minute) return "a time in the future";
  if (age < 2 * minute) return "just now";
  if (age < 2 * hour) return `${Math.floor(age / minute)} minutes ago`;
  return age < 2 * oneDay ? `${Math.floor(age / hour)} hours ago` : `${Math.floor(age / oneDay)} days ago`;
}
