using Bot;
using Bot.CommandLine;
using Core.Persistence;

var line = ParsedCommandLine.Parse(args);
if (line.Command != AddUpCities.Name) PrivateFolder.CloseWhatIsMade(); // the page of all cities is for a web server to show
return line.Command is null ? await Startup.Run(line.Settings) : await Commands.Run(line, Console.Out);
