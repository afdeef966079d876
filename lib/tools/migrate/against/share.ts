/** The part of the requests that a Service gets, 1 being all. */
export interface Share {
  readonly service: string;
  readonly share: number;
}

/** Services with their parts, for people. */
export function sharesText(shares: readonly Share[]): string {
  const told = shares.map(({ service, share }) =>
    shares.length === 1 ? service : `${service} (${Math.round(share * 1000) / 10}%)`,
  );
  return told.join(' and ');
}
