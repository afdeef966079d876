/** Go's `regexp.QuoteMeta`: the regular expression that matches exactly this text, for RE2 and JavaScript alike. */
export function quoteMeta(text: string): string {
  return text.replaceAll(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
