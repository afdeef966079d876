import { isDnsSubdomain } from '../manifest';

/** Whether a certificate may be issued for this name: a domain, its first label possibly `*`. */
export function isCertificateName(name: string): boolean {
  const domain = name.startsWith('*.') ? name.slice(2) : name;
  return isDnsSubdomain(domain) && domain.split('.').every((label) => label.length <= 63) && !isIPv4(domain);
}

/** Dotted numbers are a valid domain by their form, but mean an address. */
function isIPv4(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text);
}
