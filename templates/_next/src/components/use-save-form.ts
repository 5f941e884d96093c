'use client';

import { type DefaultValue, type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { useState } from 'react';
import type * as z from 'zod';
import type { Problem } from '@/modules/problem.ts';
import { problemFrom } from '@/modules/problem-from.ts';

type SaveFormOptions<Value extends Record<string, unknown>> = {
  schema: z.ZodType<Value>;
  defaultValue?: DefaultValue<Value>;
  /** Sends the value. The form is in the state “saving” while it runs and after it succeeds. */
  save: (value: Value) => Promise<unknown>;
};

/**
 * A form with a schema. It is validated when it is sent, and after that on every change. Errors of the server also show
 * beside their fields. The first field with an error gets the focus.
 */
export function useSaveForm<Value extends Record<string, unknown>>({
  schema,
  defaultValue,
  save,
}: SaveFormOptions<Value>) {
  const [{ isSaving, refusal }, setState] = useState<{
    isSaving: boolean;
    refusal?: SubmissionResult;
  }>({ isSaving: false });

  const [form, fields] = useForm<Value, Value>({
    ...(defaultValue !== undefined && { defaultValue }),
    lastResult: refusal,
    constraint: getZodConstraint(schema),
    // Not on blur: the message would move the button while the pointer presses it.
    shouldValidate: 'onSubmit',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema, error: sayWhatIsEmpty }),
    onSubmit(event, { submission }) {
      event.preventDefault();
      if (isSaving || submission?.status !== 'success') return;
      setState({ isSaving: true });
      save(submission.value).catch((error) => {
        setState({ isSaving: false, refusal: submission.reply(errorsOf(problemFrom(error))) });
      });
    },
  });

  return { form, fields, isSaving };
}

/** An empty field is undefined. The message of a schema would be that it is not a string. */
function sayWhatIsEmpty({ input }: { input?: unknown }): string | undefined {
  return input === undefined ? 'Fill this in' : undefined;
}

function errorsOf({ message, fields }: Problem) {
  const fieldErrors: Record<string, string[]> = {};
  for (const [name, text] of Object.entries(fields)) fieldErrors[name] = [text];
  return { formErrors: [message], fieldErrors };
}
