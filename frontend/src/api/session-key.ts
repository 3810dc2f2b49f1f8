/** Of the one question that all others hang on: who is signed in. Apart, because it is known without a client. */
export const SESSION_KEY = ['session'] as const
