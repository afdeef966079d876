/** Addresses at which the host alone reaches what is published. */
export const loopback = /^(?:127\.|\[?::1\]?$|localhost$)/;
