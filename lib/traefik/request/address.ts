/** The host of `host:port`, as Go's net.SplitHostPort cuts it; undefined where that is an error. */
export function splitHostPort(text: string): { readonly host: string; readonly port: string } | undefined {
  const match = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/s.exec(text);
  return match ? { host: match[1] ?? match[2] ?? '', port: match[3] ?? '' } : undefined;
}
