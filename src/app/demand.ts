import { type Action, type Actor, mayDo, type Thing } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';

/** The door before every use case. @throws AppError with the refusal's code when the actor may not. */
export function demand(actor: Actor, action: Action, thing: Thing): void {
  const permission = mayDo(actor, action, thing);
  if (!permission.allowed) throw new AppError(permission.code, { action });
}
