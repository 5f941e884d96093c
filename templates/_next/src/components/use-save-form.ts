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
  /** Sends the value. While it runs, and after it succeeds, the form counts as saving. */
  save: (value: Value) => Promise<unknown>;
};

/**
 * A form over a schema. A field is checked when it is left, all of them when the form is sent. What the server refuses
 * stands beside its field, and the first of those fields gets the focus.
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
    shouldValidate: 'onBlur',
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

/** An empty field arrives as undefined, of which a schema only says that it is no string. */
function sayWhatIsEmpty({ input }: { input?: unknown }): string | undefined {
  return input === undefined ? 'Fill this in.' : undefined;
}

function errorsOf({ message, fields }: Problem) {
  const fieldErrors: Record<string, string[]> = {};
  for (const [name, text] of Object.entries(fields)) fieldErrors[name] = [text];
  return { formErrors: [message], fieldErrors };
}
