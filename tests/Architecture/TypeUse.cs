using System.Reflection;
using System.Reflection.Emit;

namespace Tests.Architecture;

/// <summary>Which types a type uses: what it inherits, holds, takes, returns and calls, read from its compiled code.</summary>
internal static class TypeUse
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    /// <summary>
    /// Every pair of a type of the assembly and a type that it uses; what the compiler made counts for the type it was made from, and
    /// what a generator of ASP.NET adds under its own name for none.
    /// </summary>
    public static IEnumerable<(Type User, Type Used)> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) != true
        let user = Outermost(type)
        from used in UsedBy(type).SelectMany(Flatten).Distinct()
        where used != user
        select (user, used);

    /// <summary>Every text in the code of an assembly with the type that says it.</summary>
    public static IEnumerable<(Type User, string Text)> TextsOf(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own))
        where method.GetMethodBody() is not null
        from token in Tokens(method.GetMethodBody()!.GetILAsByteArray()!, OperandType.InlineString)
        select (Outermost(type), method.Module.ResolveString(token));

    private static IEnumerable<Type> UsedBy(Type type)
    {
        if (type.BaseType is { } parent) yield return parent;
        foreach (var contract in type.GetInterfaces()) yield return contract;
        foreach (var field in type.GetFields(Own)) yield return field.FieldType;
        foreach (var attribute in type.GetCustomAttributesData()) yield return attribute.AttributeType;
        foreach (var method in type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)))
            foreach (var used in UsedBy(method)) yield return used;
    }

    private static IEnumerable<Type> UsedBy(MethodBase method)
    {
        if (method is MethodInfo { ReturnType: var result }) yield return result;
        foreach (var parameter in method.GetParameters()) yield return parameter.ParameterType;
        if (method.GetMethodBody() is not { } body) yield break;
        foreach (var local in body.LocalVariables) yield return local.LocalType;
        foreach (var token in Tokens(body.GetILAsByteArray()!, OperandType.InlineMethod, OperandType.InlineField, OperandType.InlineType,
            OperandType.InlineTok))
            foreach (var used in Resolve(method, token)) yield return used;
    }

    private static IEnumerable<int> Tokens(byte[] code, params OperandType[] wanted)
    {
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at];
            var op = Codes[value];
            at += op.Size;
            if (wanted.Contains(op.OperandType)) yield return BitConverter.ToInt32(code, at);
            at += Length(op.OperandType, code, at);
        }
    }

    private static int Length(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };

    private static IEnumerable<Type> Resolve(MethodBase method, int token)
    {
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var member = method.Module.ResolveMember(token, ofType, method.IsGenericMethod ? method.GetGenericArguments() : null)!;
        if (member is Type type) return [type];
        var arguments = member is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : [];
        return [member.DeclaringType!, .. arguments];
    }

    private static IEnumerable<Type> Flatten(Type type)
    {
        while (type.HasElementType) type = type.GetElementType()!;
        if (type.IsGenericParameter) return [];
        var outer = Outermost(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Flatten).Append(outer) : [outer];
    }

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }
}
