/** The versions of Traefik that the model was compared with, as real programs: newest first. */
export const provenVersions: readonly string[] = ['3.7.9'];
