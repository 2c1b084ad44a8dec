using Bot;
using Bot.CommandLine;

var line = ParsedCommandLine.Parse(args);
return line.Command is null ? await Startup.Run(line.Settings) : await Commands.Run(line, Console.Out);
