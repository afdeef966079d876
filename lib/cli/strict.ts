import type { ListedRouter, Routes } from '../traefik/model';

/** Whether everything runs as it was written: nothing is dropped, unread or disabled, and Traefik warns of nothing. */
export function runsAsWritten(
  routers: readonly ListedRouter[],
  { dropped, unread = [] }: Pick<Routes, 'dropped' | 'unread'>,
): boolean {
  return dropped.length === 0 && unread.length === 0 && routers.every(({ status }) => status === 'enabled');
}
