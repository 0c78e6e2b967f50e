/** What git leaves of a merge that is to be finished by hand; inside a comment or a block of text YAML reads on. */
export const CONFLICT = /^(?:<{7}|>{7})(?: |\r?$)/m;
