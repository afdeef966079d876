import type { Severity } from '../../core/finding';

/** What kind of environment objects are for: what is a hint in one is an error in another. */
export type Profile = (typeof profiles)[number];

export const profiles = ['dev', 'staging', 'prod'] as const;

/** How much a finding weighs, by the kind of environment; `off` where it is none. */
export type Severities = Readonly<Record<Profile, Severity | 'off'>>;

export function isProfile(text: string): text is Profile {
  return profiles.some((profile) => profile === text);
}

/** The profile that an environment is of by its name: production where the name tells nothing. */
export function profileOf(environment: string | undefined): Profile {
  return environment !== undefined && isProfile(environment) ? environment : 'prod';
}
