/** A mistake in how the command was called; its message is for the user, who needs no stack. */
export class CommandError extends Error {}
