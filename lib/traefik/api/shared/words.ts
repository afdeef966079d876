/** Encodings of responses, in Traefik's order of preference. */
export const contentEncodings = ['gzip', 'br', 'zstd'] as const;

/** Protocols towards HTTP servers. */
export const serviceSchemes = ['http', 'https', 'h2c'] as const;

/** Protocols of health checks. */
export const healthCheckModes = ['http', 'grpc'] as const;

/** Languages of rules. */
export const ruleSyntaxes = ['v3', 'v2'] as const;
